# SPDX-FileCopyrightText: 2026 The Waxwing authors
# SPDX-License-Identifier: MIT
"""Reads the files of the Unicode Character Database that make-table needs."""
import os

LAST = 0x10FFFF


def rows(folder, name):
    """The fields of each line, the first as a range of code points; # @missing lines are comments."""
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        for line in file:
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) < 2:
                continue
            first, _, last = fields[0].partition("..")
            yield range(int(first, 16), int(last or first, 16) + 1), fields[1:]


class Ucd:
    def __init__(self, folder):
        with open(os.path.join(folder, "DerivedAge.txt"), encoding="utf-8") as file:
            assert file.readline().strip() == "# DerivedAge-15.0.0.txt", "Unicode 15.0 it must be"
        self._category, self._combining, self.decompositions = {}, {}, {}
        self._read_unicode_data(folder)
        self.default_ignorable = {c for r, f in rows(folder, "DerivedCoreProperties.txt")
                                  if f[0] == "Default_Ignorable_Code_Point" for c in r}
        self.nfkc_casefold, self._excluded = {}, set()
        for r, f in rows(folder, "DerivedNormalizationProps.txt"):
            if f[0] == "NFKC_CF":
                self.nfkc_casefold.update((c, "".join(chr(int(x, 16)) for x in f[1].split())) for c in r)
            elif f[0] == "Full_Composition_Exclusion":
                self._excluded.update(r)
        short = {}
        with open(os.path.join(folder, "PropertyValueAliases.txt"), encoding="utf-8") as file:
            for line in file:
                fields = [field.strip() for field in line.split(";")]
                if fields[0] == "sc":
                    short[fields[2]] = fields[1]
        self._script = {c: short[f[0]] for r, f in rows(folder, "Scripts.txt") for c in r}
        self._extensions = {c: set(f[0].split()) for r, f in rows(folder, "ScriptExtensions.txt") for c in r}

    def _read_unicode_data(self, folder):
        first = None
        with open(os.path.join(folder, "UnicodeData.txt"), encoding="utf-8") as file:
            for line in file:
                f = line.split(";")
                c = int(f[0], 16)
                if f[1].endswith(", First>"):
                    first = c
                    continue
                for each in range(first if first is not None else c, c + 1):
                    self._category[each] = f[2]
                    if int(f[3]):
                        self._combining[each] = int(f[3])
                first = None
                if f[5]:
                    parts = f[5].split()
                    tag = parts.pop(0) if parts[0].startswith("<") else ""
                    self.decompositions[c] = (tag, [int(x, 16) for x in parts])

    def category(self, c):
        return self._category.get(c, "Cn")

    def combining(self, c):
        return self._combining.get(c, 0)

    def script_extensions(self, c):
        return self._extensions.get(c) or {self._script.get(c, "Zzzz")}

    def decomposed(self, c, compatible):
        """The full decomposition in canonical order; Hangul syllables are left to the program."""
        parts = []

        def expand(each):
            tag, mapped = self.decompositions.get(each, ("", [each]))
            if each not in self.decompositions or (tag and not compatible):
                parts.append(each)
            else:
                for one in mapped:
                    expand(one)

        expand(c)
        for i in range(1, len(parts)):
            at = i
            while at and 0 < self.combining(parts[at]) < self.combining(parts[at - 1]):
                parts[at - 1], parts[at] = parts[at], parts[at - 1]
                at -= 1
        return "".join(map(chr, parts))

    def compositions(self):
        for c, (tag, parts) in self.decompositions.items():
            if not tag and len(parts) == 2 and c not in self._excluded:
                yield c, parts
