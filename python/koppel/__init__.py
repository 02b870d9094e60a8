# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
"""Koppel from Python: solve, check and explain an allocation, compare policies, supervise municipalities.

    import koppel

    with koppel.Study("data/municipality-b") as study:
        study.solve()
        for offer in study.offers():
            print(offer["household"], offer["unit"])

Everything comes as plain numbers, texts, lists and dicts, which `pandas.DataFrame` takes as they are. It needs Python
3.9, its standard library and libkoppel: the installed one, or the one that the environment variable KOPPEL_LIBRARY
names. Answers are those of the program, byte for byte. A study is used by one thread at a time.
"""

import csv
import ctypes
import io
import json
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from . import _library

__all__ = ["KoppelError", "Overview", "Study", "compare", "supervise", "targets", "version"]

OUTCOMES = ("proven", "feasible", "infeasible", "no answer")

_koppel = _library.load()

Row = Dict[str, Any]


class KoppelError(Exception):
    """A call that did not work: `status` such as "KOPPEL_E_INPUT", and every message of the library."""

    def __init__(self, status: str, messages: Sequence[str]):
        super().__init__("\n".join(messages) or status)
        self.status = status
        self.messages = list(messages)


def version() -> str:
    """Version of the library that is used."""
    return _koppel.koppel_version().decode()


def _bytes(value: Optional[object]) -> Optional[bytes]:
    return None if value is None else str(value).encode()


def _text(value: Optional[bytes]) -> Optional[str]:
    return None if value is None else value.decode()


def _row(struct: ctypes.Structure) -> Row:
    """The fields of a struct; texts decoded."""
    values = {name: getattr(struct, name) for name, *_ in struct._fields_}
    return {name: _text(value) if isinstance(value, bytes) else value for name, value in values.items()}


def _set_tables(options: ctypes.Structure, tables: Optional[Mapping[str, bytes]]) -> None:
    """Tables in memory, by the name of their files; without them the case is read from its folder."""
    if tables is not None:
        items = [_library.CaseFile(name.encode(), content, len(content)) for name, content in tables.items()]
        options.tables = (_library.CaseFile * len(items))(*items)
        options.n_tables = len(items)


def _records(document: Optional[str]) -> Optional[List[Row]]:
    """The rows of a CSV document of the library, every cell as the text that it is."""
    if document is None:
        return None
    separator = ";" if ";" in document.split("\n", 1)[0] else ","
    return list(csv.DictReader(io.StringIO(document.lstrip("\ufeff")), delimiter=separator))


def _study_options(
    policy: Union[None, str, Mapping[str, Any]] = None,
    tables: Optional[Mapping[str, bytes]] = None,
    progress: Optional[Callable[[Row], Any]] = None,
    threads: int = 1,
    gap_ppm: int = 0,
    time_limit: float = 0.0,
    seed: int = 1,
    **others: Any,
) -> _library.StudyOptions:
    options = _library.StudyOptions(size=ctypes.sizeof(_library.StudyOptions))
    if isinstance(policy, Mapping):
        options.policy_json = json.dumps(policy).encode()
    else:
        options.policy_file = _bytes(policy)
    _set_tables(options, tables)
    if progress is not None:
        options.progress = _library.Tell(lambda _, told: 1 if progress(_row(told.contents)) else 0)
    options.n_threads, options.gap_ppm, options.time_limit, options.seed = threads, gap_ppm, time_limit, seed
    for name in ("rules_folder", "as_of", "earlier", "stay_close", "engine", "language"):
        setattr(options, name, _bytes(others.pop(name, None)))
    for name in ("quick", "with_columns", "strict"):
        setattr(options, name, int(bool(others.pop(name, False))))
    if others:
        raise TypeError("there is no option " + ", ".join(sorted(others)))
    return options


class _Handle:
    """What a study and an overview share: a handle, its messages, its end."""

    _kind = ""

    def __init__(self) -> None:
        self._handle = _library.handle()

    def _call(self, name: str, *arguments: Any) -> Any:
        return getattr(_koppel, "koppel_" + self._kind + "_" + name)(*arguments)

    def _demand(self, status: int) -> None:
        if status != 0:
            raise KoppelError(_koppel.koppel_status_name(status).decode(), self.messages)

    def _demand_text(self, value: Optional[bytes]) -> str:
        if value is None:
            raise KoppelError("KOPPEL_E_ARGUMENT", self.messages or ["there is nothing to tell"])
        return value.decode()

    @property
    def messages(self) -> List[str]:
        """The errors of the last call, then notes: things to know though nothing is wrong."""
        return [self._call("message", self._handle, k).decode() for k in range(self._call("n_messages", self._handle))]

    def document(self, name: str) -> Optional[str]:
        """One file of the output folder as a text, such as "proposal.csv"; None: there is none of that name."""
        return _text(self._call("document", self._handle, name.encode()))

    def records(self, name: str) -> Optional[List[Row]]:
        """The rows of one CSV file of the output folder, as dicts of texts."""
        return _records(self.document(name))

    def write(self, folder: object, force: bool = False) -> None:
        """Writes the output folder, complete or not at all."""
        self._demand(self._call("write", self._handle, _bytes(folder), int(force)))

    def close(self) -> None:
        """Frees the handle; it cannot be used afterwards."""
        if self._handle:
            self._call("close", self._handle)
            self._handle = _library.handle()

    def __enter__(self):
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


class Study(_Handle):
    """A case under a policy, with its proposal once there is one.

    case        folder of tables, or a workbook; with `tables` only what the case is called
    proposal    a folder that was written, to check and explain it; None: `solve` makes one
    policy      a JSON file, a dict, or None: the default policy
    tables      the case in memory: {"households.csv": bytes, ...}
    progress    is told how far the work is (a dict); what is true ends it with the best so far
    others      rules_folder, as_of, earlier, stay_close, engine, gap_ppm, time_limit (seconds), seed, threads, quick,
                with_columns, language ("en" or "nl"), strict: as the options of `koppel solve`
    """

    _kind = "study"

    def __init__(self, case: object = None, proposal: object = None, **options: Any) -> None:
        super().__init__()
        self._options = _study_options(**options)
        if proposal is None:
            status = self._call("open", _bytes(case), ctypes.byref(self._options), ctypes.byref(self._handle))
        else:
            status = self._call(
                "read", _bytes(case), _bytes(proposal), ctypes.byref(self._options), ctypes.byref(self._handle)
            )
        self._demand(status)

    def solve(self) -> str:
        """Solves, and checks the proposal again from the tables.

        Returns "proven", "feasible", "infeasible" (`clash` says why) or "no answer" (stopped before any proposal).
        """
        self._demand(self._call("solve", self._handle))
        return self.outcome

    @property
    def outcome(self) -> str:
        return OUTCOMES[self._call("outcome", self._handle)]

    def stop(self) -> None:
        """Ends what is running with the best so far; may be called from another thread."""
        self._call("stop", self._handle)

    def offers(self) -> List[Row]:
        """A row a household: household, unit (None: no home), score_micro_points, earlier_unit."""
        n = self._call("n_households", self._handle)
        return [_row(self._call("offer", self._handle, i)) for i in range(n)]

    def reasons(self) -> List[Row]:
        """A row a household without a home: household, code, explanation, change."""
        rows = []
        for i, offer in enumerate(self.offers()):
            if offer["unit"] is None:
                reason = _library.StudyReason()
                self._demand(self._call("reason", self._handle, i, ctypes.byref(reason)))
                rows.append({"household": offer["household"], **_row(reason)})
        return rows

    def tiers(self) -> List[Row]:
        """A row an objective, in their order: name, value, bound (None: not known), scale, maximise, proven."""
        rows = []
        for t in range(self._call("n_tiers", self._handle)):
            tier = _row(self._call("tier", self._handle, t))
            if not tier.pop("bound_is_known"):
                tier["bound"] = None
            tier["maximise"], tier["proven"] = bool(tier["maximise"]), bool(tier["proven"])
            rows.append(tier)
        return rows

    def counts(self) -> Row:
        """The totals of the proposal: households, placed_households, persons, persons_short, ..."""
        return _row(self._call("counts", self._handle))

    def indices(self, municipality: Optional[str] = None) -> Dict[str, Row]:
        """How evenly permit holders live over neighbourhoods: {"before": ..., "after": ...}."""
        before, after = _library.StudyIndices(), _library.StudyIndices()
        status = self._call(
            "indices", self._handle, _bytes(municipality), ctypes.byref(before), ctypes.byref(after)
        )
        self._demand(status)
        return {"before": _row(before), "after": _row(after)}

    def json(self) -> Row:
        """summary.json of the proposal that was solved."""
        return json.loads(self._demand_text(self._call("json", self._handle)))

    def summary(self) -> str:
        """The text that `koppel solve` prints."""
        return self._demand_text(self._call("summary", self._handle))

    def certificate(self) -> Optional[Row]:
        """The prices that prove the proposal, as certificate.json holds them; None with `quick`."""
        document = self.document("certificate.json")
        return None if document is None else json.loads(document)

    def why(self, household: str, homes: int = 5) -> str:
        """The text that `koppel why` prints of a household."""
        return self._demand_text(self._call("why", self._handle, household.encode(), homes))

    def clash(self) -> str:
        """After "infeasible": a small set of rules that clash, in sentences."""
        return self._demand_text(self._call("clash", self._handle))

    def check(self, edited: bool = False) -> Row:
        """Checks the proposal again from the tables: {"violations": how many, "text": a sentence each}."""
        n = _library.size()
        found = self._demand_text(self._call("check", self._handle, int(edited), ctypes.byref(n)))
        return {"violations": n.value, "text": found}


class Overview(_Handle):
    """What comparing policies or supervising a province comes to: `text`, `json()`, `records(NAME)`, `write`."""

    _kind = "overview"

    def __init__(self, function: str, case: object, options: ctypes.Structure) -> None:
        super().__init__()
        self._demand(self._call(function, _bytes(case), ctypes.byref(options), ctypes.byref(self._handle)))

    @property
    def text(self) -> str:
        """What the program prints for people."""
        return self._demand_text(self._call("text", self._handle))

    def json(self) -> Row:
        """What the program prints with --json."""
        return json.loads(self._demand_text(self._call("json", self._handle)))


def compare(
    case: object = None,
    policies: Sequence[str] = (),
    draws: int = 0,
    curve: bool = False,
    points: int = 0,
    **study: Any,
) -> Overview:
    """`koppel compare`: a case under many policies, all measured alike; `study` as the options of Study."""
    options = _library.CompareOptions(size=ctypes.sizeof(_library.CompareOptions))
    inner = _study_options(**study)
    names = (_library.text * len(policies))(*[str(name).encode() for name in policies])
    options.study = ctypes.pointer(inner)
    options.policies, options.n_policies = names, len(policies)
    options.n_draws, options.with_curve, options.n_points = draws, int(curve), points
    return Overview("compare", case, options)


def _province_options(
    tables: Optional[Mapping[str, bytes]] = None, proposals: Sequence[object] = (), **others: Any
) -> _library.ProvinceOptions:
    options = _library.ProvinceOptions(size=ctypes.sizeof(_library.ProvinceOptions))
    _set_tables(options, tables)
    options.proposals = (_library.text * len(proposals))(*[str(folder).encode() for folder in proposals])
    options.n_proposals = len(proposals)
    for name in ("rules_folder", "as_of", "period", "ladder_file", "municipality", "language"):
        setattr(options, name, _bytes(others.pop(name, None)))
    for name in ("national", "inhabitants"):
        setattr(options, name, int(others.pop(name, 0)))
    for name in ("decimal_comma", "is_public", "strict"):
        setattr(options, name, int(bool(others.pop(name, False))))
    if others:
        raise TypeError("there is no option " + ", ".join(sorted(others)))
    return options


def targets(case: object = None, **options: Any) -> Overview:
    """`koppel targets`: the statutory target of every municipality beside the official one.

    options: tables, period, as_of, national, inhabitants, rules_folder, decimal_comma, language, strict
    """
    return Overview("targets", case, _province_options(**options))


def supervise(case: object = None, proposals: Sequence[object] = (), **options: Any) -> Overview:
    """`koppel supervise`: where every municipality stands with its target, and what proposals would change.

    options: as of `targets`, and is_public, ladder_file, municipality
    """
    return Overview("supervise", case, _province_options(proposals=proposals, **options))
