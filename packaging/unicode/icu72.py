# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""What make-table and make-samples ask ICU 72 (Unicode 15.0)."""
import ctypes

RESTRICTION_LEVEL = 16
HIGHLY_RESTRICTIVE = 0x30000000


class Icu:
    def __init__(self):
        self._common = ctypes.CDLL("libicuuc.so.72")
        self._i18n = ctypes.CDLL("libicui18n.so.72")
        self._spoof = self._call(self._i18n.uspoof_open_72, result=ctypes.c_void_p)
        recommended = self._call(self._i18n.uspoof_getRecommendedSet_72, result=ctypes.c_void_p)
        inclusion = self._call(self._i18n.uspoof_getInclusionSet_72, result=ctypes.c_void_p)
        contains = self._common.uset_contains_72
        contains.argtypes = [ctypes.c_void_p, ctypes.c_int32]
        contains.restype = ctypes.c_int8
        self._allowed = {c for c in range(0x110000) if contains(recommended, c) or contains(inclusion, c)}
        both = self._common.uset_openEmpty_72
        both.restype = ctypes.c_void_p
        both = both()
        for c in self._allowed:
            self._common.uset_add_72(ctypes.c_void_p(both), c)
        self._call(self._i18n.uspoof_setAllowedChars_72, ctypes.c_void_p(self._spoof), ctypes.c_void_p(both))
        self._i18n.uspoof_setRestrictionLevel_72(ctypes.c_void_p(self._spoof), HIGHLY_RESTRICTIVE)
        self._call(self._i18n.uspoof_setChecks_72, ctypes.c_void_p(self._spoof), RESTRICTION_LEVEL)
        self._forms = {name: self._call(getattr(self._common, f"unorm2_get{name}Instance_72"),
                                        result=ctypes.c_void_p) for name in ("NFC", "NFD", "NFKC", "NFKCCasefold")}

    @staticmethod
    def _call(function, *arguments, result=None):
        function.restype = result
        status = ctypes.c_int32(0)
        answer = function(*arguments, ctypes.byref(status))
        if status.value > 0:
            raise RuntimeError(f"{function.__name__}: ICU error {status.value}")
        return answer

    def _text(self, function, *arguments, text):
        source = text.encode("utf-16-le")
        capacity = 64 + 32 * len(text)
        room = ctypes.create_string_buffer(2 * capacity)
        length = self._call(function, *arguments, source, len(source) // 2, room, capacity, result=ctypes.c_int32)
        return room.raw[:2 * length].decode("utf-16-le")

    def allowed(self):
        return self._allowed

    def skeleton(self, text):
        return self._text(self._i18n.uspoof_getSkeleton_72, ctypes.c_void_p(self._spoof), 0, text=text)

    def highly_restrictive(self, text):
        source = text.encode("utf-16-le")
        return 0 == self._call(self._i18n.uspoof_check_72, ctypes.c_void_p(self._spoof), source, len(source) // 2,
                               None, result=ctypes.c_int32)

    def _normalised(self, form, text):
        return self._text(self._common.unorm2_normalize_72, ctypes.c_void_p(self._forms[form]), text=text)

    def nfc(self, text):
        return self._normalised("NFC", text)

    def nfd(self, text):
        return self._normalised("NFD", text)

    def nfkc(self, text):
        return self._normalised("NFKC", text)

    def nfkc_casefold(self, text):
        return self._normalised("NFKCCasefold", text)
