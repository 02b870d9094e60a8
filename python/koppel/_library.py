# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
"""The interface of koppel.h as ctypes sees it. Structs are declared in the order of the header, field by field."""

import ctypes
import ctypes.util
import os

text = ctypes.c_char_p
int32 = ctypes.c_int32
int64 = ctypes.c_int64
size = ctypes.c_size_t
handle = ctypes.c_void_p


class Progress(ctypes.Structure):
    _fields_ = [
        ("stage", int32),
        ("step", int32),
        ("n_steps", int32),
        ("value_is_known", int32),
        ("bound_is_known", int32),
        ("value", int64),
        ("bound", int64),
        ("scale", int64),
        ("seconds", ctypes.c_double),
        ("name", text),
    ]


Tell = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Progress))


class CaseFile(ctypes.Structure):
    _fields_ = [("name", text), ("bytes", text), ("n_bytes", size)]


class StudyOptions(ctypes.Structure):
    _fields_ = [
        ("size", size),
        ("policy_file", text),
        ("policy_json", text),
        ("rules_folder", text),
        ("tables", ctypes.POINTER(CaseFile)),
        ("n_tables", size),
        ("as_of", text),
        ("earlier", text),
        ("stay_close", text),
        ("engine", text),
        ("gap_ppm", int64),
        ("time_limit", ctypes.c_double),
        ("seed", ctypes.c_uint64),
        ("n_threads", int32),
        ("quick", int32),
        ("progress", Tell),
        ("progress_data", ctypes.c_void_p),
        ("with_columns", int32),
        ("language", text),
        ("strict", int32),
    ]


class CompareOptions(ctypes.Structure):
    _fields_ = [
        ("size", size),
        ("study", ctypes.POINTER(StudyOptions)),
        ("policies", ctypes.POINTER(text)),
        ("n_policies", int32),
        ("n_draws", int32),
        ("with_curve", int32),
        ("n_points", int32),
    ]


class Day(ctypes.Structure):
    _fields_ = [
        ("date", text),
        ("n_households", int32),
        ("n_homes", int32),
        ("households", ctypes.POINTER(text)),
        ("persons", ctypes.POINTER(int32)),
        ("waited", ctypes.POINTER(int32)),
        ("homes", ctypes.POINTER(text)),
        ("free_days", ctypes.POINTER(int32)),
        ("places", ctypes.POINTER(int32)),
        ("first", ctypes.POINTER(int64)),
        ("home", ctypes.POINTER(int32)),
        ("gain", ctypes.POINTER(int64)),
    ]


class OwnPolicy(ctypes.Structure):
    _fields_ = [
        ("name", text),
        ("decide", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Day), ctypes.POINTER(int32))),
        ("data", ctypes.c_void_p),
    ]


class FollowOptions(ctypes.Structure):
    _fields_ = [
        ("size", size),
        ("study", ctypes.POINTER(StudyOptions)),
        ("policies", ctypes.POINTER(text)),
        ("n_policies", int32),
        ("own", ctypes.POINTER(OwnPolicy)),
        ("n_own", int32),
        ("n_paths", int32),
        ("every", int32),
        ("horizon", int32),
        ("vacant_days", int32),
        ("n_futures", int32),
        ("look_days", int32),
        ("patience_percent", int32),
        ("hold_overdue", int32),
    ]


class ProvinceOptions(ctypes.Structure):
    _fields_ = [
        ("size", size),
        ("rules_folder", text),
        ("tables", ctypes.POINTER(CaseFile)),
        ("n_tables", size),
        ("as_of", text),
        ("period", text),
        ("decimal_comma", int32),
        ("national", int64),
        ("inhabitants", int64),
        ("proposals", ctypes.POINTER(text)),
        ("n_proposals", int32),
        ("is_public", int32),
        ("ladder_file", text),
        ("municipality", text),
        ("language", text),
        ("strict", int32),
    ]


class Offer(ctypes.Structure):
    _fields_ = [("household", text), ("unit", text), ("score_micro_points", int64), ("earlier_unit", text)]


class StudyReason(ctypes.Structure):
    _fields_ = [("code", text), ("explanation", text), ("change", text)]


class StudyTier(ctypes.Structure):
    _fields_ = [
        ("name", text),
        ("value", int64),
        ("bound", int64),
        ("scale", int64),
        ("maximise", int32),
        ("bound_is_known", int32),
        ("proven", int32),
    ]


class StudyCounts(ctypes.Structure):
    _fields_ = [
        (name, int64)
        for name in (
            "households",
            "placed_households",
            "persons",
            "placed_persons",
            "places",
            "free_places",
            "persons_to_house",
            "persons_short",
            "areas_above_cap",
            "areas_at_cap",
            "agreements",
            "agreements_missed",
        )
    ]


class StudyIndices(ctypes.Structure):
    _fields_ = [
        ("areas", int64),
        ("persons", int64),
        ("reference", int64),
        ("dissimilarity", ctypes.c_double),
        ("least", ctypes.c_double),
        ("reachable", ctypes.c_double),
        ("isolation", ctypes.c_double),
        ("gini", ctypes.c_double),
        ("theil", ctypes.c_double),
        ("highest_quotient", ctypes.c_double),
        ("highest_share", ctypes.c_double),
        ("share_variance", ctypes.c_double),
        ("highest_area", text),
    ]


def _pointer(kind):
    return ctypes.POINTER(kind)


# name: result, arguments
FUNCTIONS = {
    "version": (text, []),
    "status_name": (text, [ctypes.c_int]),
    "study_open": (ctypes.c_int, [text, _pointer(StudyOptions), _pointer(handle)]),
    "study_read": (ctypes.c_int, [text, text, _pointer(StudyOptions), _pointer(handle)]),
    "study_solve": (ctypes.c_int, [handle]),
    "study_explain": (ctypes.c_int, [handle]),
    "study_stop": (None, [handle]),
    "study_outcome": (ctypes.c_int, [handle]),
    "study_n_households": (int32, [handle]),
    "study_offer": (Offer, [handle, int32]),
    "study_reason": (ctypes.c_int, [handle, int32, _pointer(StudyReason)]),
    "study_n_tiers": (int32, [handle]),
    "study_tier": (StudyTier, [handle, int32]),
    "study_counts": (StudyCounts, [handle]),
    "study_indices": (ctypes.c_int, [handle, text, _pointer(StudyIndices), _pointer(StudyIndices)]),
    "study_json": (text, [handle]),
    "study_summary": (text, [handle]),
    "study_document": (text, [handle, text]),
    "study_write": (ctypes.c_int, [handle, text, ctypes.c_int]),
    "study_check": (text, [handle, ctypes.c_int, _pointer(size)]),
    "study_why": (text, [handle, text, int32]),
    "study_clash": (text, [handle]),
    "study_n_messages": (size, [handle]),
    "study_message": (text, [handle, size]),
    "study_close": (None, [handle]),
    "overview_compare": (ctypes.c_int, [text, _pointer(CompareOptions), _pointer(handle)]),
    "overview_follow": (ctypes.c_int, [text, _pointer(FollowOptions), _pointer(handle)]),
    "overview_targets": (ctypes.c_int, [text, _pointer(ProvinceOptions), _pointer(handle)]),
    "overview_supervise": (ctypes.c_int, [text, _pointer(ProvinceOptions), _pointer(handle)]),
    "overview_text": (text, [handle]),
    "overview_json": (text, [handle]),
    "overview_document": (text, [handle, text]),
    "overview_write": (ctypes.c_int, [handle, text, ctypes.c_int]),
    "overview_n_messages": (size, [handle]),
    "overview_message": (text, [handle, size]),
    "overview_close": (None, [handle]),
}


def load():
    """The library that KOPPEL_LIBRARY names, else the installed one; its functions declared."""
    path = os.environ.get("KOPPEL_LIBRARY") or ctypes.util.find_library("koppel") or "libkoppel.so.1"
    library = ctypes.CDLL(path)
    for name, (result, arguments) in FUNCTIONS.items():
        function = getattr(library, "koppel_" + name)
        function.restype = result
        function.argtypes = arguments
    return library
