"""`status`: where a draft stands, and what stands in the way of its next step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designdoc_tui.cli import streams
from designdoc_tui.cli.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

# The command imports what it works with: `--help` and completion need none of it.


@click.command(short_help="Show where a draft stands on its way to approval.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
def status(path: Path, as_json: bool) -> None:
    """Show where a draft stands: its status, its sign-offs, what is open, and what comes next.

    PATH is a draft, a folder with one, or - for standard input.
    """
    from datetime import date

    from designdoc_tui.checks.surroundings import OnDisk
    from designdoc_tui.draft.load import parse_draft, resolve
    from designdoc_tui.source.errors import visible

    if path == streams.STREAM:
        name, surroundings = str(path), None
    else:
        path = resolve(path)
        name, surroundings = str(path), OnDisk(path)
    document = parse_draft(streams.read(path), name)
    facts = _facts(document, today=date.today(), surroundings=surroundings)
    if as_json:
        streams.write_json(facts)
    else:
        streams.write_result("".join(f"{visible(line)}\n" for line in _lines(facts)))


def _facts(document: Any, **where: Any) -> dict[str, Any]:
    """What there is to know, as JSON has it."""
    from designdoc_tui.approval import ItemKind, checklist, history, next_steps
    from designdoc_tui.review.approvals import approvals
    from designdoc_tui.review.changes import Changes
    from designdoc_tui.review.outstanding import why_not
    from designdoc_tui.review.sign_offs import Standings
    from designdoc_tui.template.field import Role

    counts = checklist(document, **where).counts()
    changes = Changes(document)
    standings = Standings(document, changes.content)
    sign_offs = []
    for approval in approvals(document):
        last = standings.last(approval.role)
        sign_offs.append(
            {
                "role": approval.role,
                "name": approval.name if last is None else last.person.name,
                "date": "" if last is None else last.day,
                "standing": "missing" if last is None else standings.of(last).value,
                "why": "" if last is None else why_not(last, standings, changes),
            }
        )
    return {
        "title": document.with_role(Role.TITLE),
        "status": document.with_role(Role.STATUS),
        "next": [
            {
                "status": step.status,
                "back": step.is_back,
                "reasons": [
                    {"field": each.field, "message": each.message} for each in step.reasons
                ],
            }
            for step in next_steps(document, **where)
        ],
        "sign_offs": sign_offs,
        "open": {kind.name.lower(): counts[kind].open for kind in ItemKind},
        "history": [
            {"from": step.before, "to": step.after, "name": step.person.name, "at": step.at}
            for step in history(document)
        ],
    }


def _lines(facts: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    yield f"{facts['title'] or 'Untitled'}: {facts['status'] or 'no status'}"
    open_ones = [
        counted(count, name.replace("_", "-")) for name, count in facts["open"].items() if count
    ]
    yield f"open: {', '.join(open_ones) or 'nothing'}"
    for each in facts["sign_offs"]:
        if each["standing"] == "fresh":
            said = f"signed by {each['name']} on {each['date']}"
        else:
            said = each["why"] or "not signed"
        yield f"{each['role']}: {said}"
    for step in facts["next"]:
        if step["back"]:
            continue
        if not step["reasons"]:
            yield f"to {step['status']}: nothing stands in the way"
            continue
        yield f"to {step['status']}:"
        for reason in step["reasons"]:
            yield f"  {reason['field']}: {reason['message']}"
