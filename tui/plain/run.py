"""Opening a report in plain mode, and ending it however it ends."""

import sys
from functools import partial
from pathlib import Path

from schema.report import Report
from tui.commands.streams import narrate
from tui.last_words import last_words
from tui.opened import TAKE_OVER, Opened
from tui.opening import open_report
from tui.plain.dialogue import Dialogue, InputEndedError
from tui.plain.erasing import erase_whole_characters
from tui.plain.greeting import Greeting
from tui.plain.interview import Interview
from tui.report_reading import UNREADABLE
from tui.rescue import keep_or_rescue
from tui.terminal.endings import Endings

_READING = "只读：可以一问一问地看，不能改。?说明，s另存为，q离开。"


def run_plain(path: Path, report: Report | None = None) -> int:
    """Edit a report line by line until the user leaves or the answers end; the exit status.

    `report` is a new one that has no file yet. A file that cannot be read as a report is refused with its findings.
    """
    if sys.stdin is None or sys.stdout is None:
        narrate("没有标准输入或标准输出，不能逐行填报。")
        return UNREADABLE
    dialogue = Dialogue(sys.stdin.buffer, sys.stdout, sys.stdin.encoding)
    result, taking_over = TAKE_OVER, False
    while result == TAKE_OVER:
        opened = open_report(path, report, taking_over=taking_over)
        if isinstance(opened, int):
            return opened
        opened.prepare()
        restore = erase_whole_characters(0) if dialogue.encoding == "utf-8" else lambda: None
        endings = Endings(partial(last_words, opened, {}), restore)
        endings.install()
        try:
            result = fill_in(opened, dialogue)
        finally:
            endings.remove()
            restore()
        taking_over = True
    return result


def fill_in(opened: Opened, dialogue: Dialogue) -> int:
    """Go through a report that is open, and close it; the exit status, or `TAKE_OVER`.

    Where the answers end early, as on a cut link, what is not saved stays in the journal. So it does after an error.
    """
    interview = Interview(opened, dialogue)
    try:
        dialogue.say(f"{opened.session.report.title}\n逐行填报：回车保留方括号里的内容，?说明，s保存，q离开。")
        greeting = Greeting(opened, dialogue)
        result = greeting.begin()
        if result is None:
            if opened.previous_report.words:
                dialogue.say(f"{opened.previous_report.words}。")
            opened.previous_report.tell = lambda told: dialogue.say(f"{told}。")
            if opened.session.read_only:
                dialogue.say(_READING)
            interview.run(greeting.landing)
            result = 0
    except (InputEndedError, KeyboardInterrupt) as end:
        told = opened.keep(interview.unfinished(end.unfinished) if isinstance(end, InputEndedError) else {})
        narrate(f"\n输入结束。{told or '没有未保存的改动。'}")
        return 0
    except BaseException:
        keep_or_rescue(opened, {})
        raise
    if told := opened.close():
        dialogue.say(told)
    return result
