"""``nianbao diff``: what differs between two reports, for reviewers and for git."""

from tui.commands.command import Command, Option, Options, UsageError

_FORMATS = {"text": (".txt",), "json": (".json",), "html": (".html", ".htm")}
_MOST_OF_GIT = 9


def run(options: Options, files: list[str]) -> int:
    """Compare: 0 no difference, 1 differences, 2 a file cannot be read or the result not written.

    One file is listed as its facts, for git's textconv; the arguments of git's external diff give 0 in any case, for
    with another code git stops.
    """
    if len(files) == 1:
        from tui.git_diff import list_facts

        _refuse_options(options)
        return list_facts(files[0])
    if 7 <= len(files) <= _MOST_OF_GIT:
        from tui.git_diff import external_diff

        _refuse_options(options)
        return external_diff(files)
    if len(files) != 2:
        raise UsageError(f"比较两个文件，这里写了{len(files)}个；文件名里有空格的，请加引号。用法：{COMMAND.usage}")
    from tui.report_diff import compare

    return compare(files[0], files[1], _format(options, files), options.output)


def _refuse_options(options: Options) -> None:
    if options.output is not None or options.format not in (None, "text"):
        raise UsageError("--format 和 -o 只用于比较两个文件。")


def _format(options: Options, files: list[str]) -> str:
    """text, json or html: as told, else by the result's suffix. Raises UsageError."""
    from tui.commands.result_file import result_format, same_file

    output: str | None = options.output
    if output is not None and any(same_file(output, name) for name in files):
        raise UsageError("-o 写的就是要比较的报告文件；请换一个文件名，例如 diff.html。")
    return result_format("--format", options.format, output, _FORMATS)


COMMAND = Command(
    "diff",
    "旧文件 新文件",
    "比较两份报告：哪个数、哪句话改了，哪个合计错了、对了",
    (
        Option(("--format",), "输出格式；不写则看 -o 的后缀", "格式", ("text", "json", "html")),
        Option(("-o", "--output"), "写到文件；不写则到标准输出", "文件"),
    ),
    run,
    "退出码：0 没有差别；1 有差别；2 有文件读不了，或结果没有写出。\n"
    "只写一个文件，就把报告列成一行一项，供 git 的 textconv 用；\n"
    "也能作 git difftool，以及 diff.*.command 的外部比较程序（写作 nianbao diff --）。\n"
    "json 每项的键：kind place name old new difference old_place old_name code reason suggestion；\n"
    "kind 是改动的种类，例如 figure（数）、sentence-edited（句子）、sum-broken（合计新错）；\n"
    "随之变化的合计（computed-total）和引用的数（quoted-figure）不是另外的改动。",
    counts_files=True,
)
