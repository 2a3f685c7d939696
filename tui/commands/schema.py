"""``nianbao schema``: the JSON Schema of report files, for editors."""

from schema.editions import EDITIONS
from tui.commands.command import Command, Option, Options, UsageError

_NEWEST_FIRST = sorted(EDITIONS, reverse=True)


def run(options: Options, files: list[str]) -> int:
    """Print or write the schema: 0 done, 2 not written."""
    from json import dumps

    from schema.json_schema import json_schema
    from tui.commands.result_file import write_result
    from tui.commands.streams import data, use_utf8

    if options.output is not None and not options.output.lower().endswith(".json"):
        raise UsageError("-o 的文件名要以 .json 结尾，例如 nianbao.schema.json。")
    numbers = _NEWEST_FIRST if options.edition is None else [int(options.edition)]
    text = dumps(json_schema([EDITIONS[number] for number in numbers]), ensure_ascii=False, indent=1) + "\n"
    if options.output is None:
        use_utf8()
        data(text)
        return 0
    return write_result(options.output, text)


COMMAND = Command(
    "schema",
    "",
    "输出报告文件的 JSON Schema，供编辑器补全和标错",
    (
        Option(("--edition",), "只要一版；不写则各版都有", "版本", tuple(map(str, _NEWEST_FIRST))),
        Option(("-o", "--output"), "写到文件；不写则到标准输出", "文件"),
    ),
    run,
    "报告文件的第一行写 #:schema ./nianbao.schema.json，识得 TOML 的编辑器就照它补全、说明和标错。",
)
