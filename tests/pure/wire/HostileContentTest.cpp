// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "CborReader.h"
#include "HostileRows.h"
#include "MessageCodec.h"
#include "WireSamples.h"

#include <QTest>

using namespace waxwing;
using namespace waxwing::test;

namespace {

/// Contents of records, each wrong in one way. 'dtype' is the text "type", 'cack' "ack": head and letters.
constexpr HostileRow contents[] = {
    // The whole.
    {"nothing", "", "cut short"},
    {"one zero", "00", "not a map"},
    {"integer instead of map", "01", "not a map"},
    {"array instead of map", "82 'dtype' 'dping'", "not a map"},
    {"text instead of map", "'dping'", "not a map"},
    {"byte string instead of map", "44 'ping'", "not a map"},
    {"true instead of map", "F5", "not a map"},
    {"null instead of map", "F6", "not a map"},
    {"empty map", "A0", "no type"},
    {"two messages", "A1 'dtype' 'dping' A1 'dtype' 'dping'", "trailing bytes"},
    {"trailing zero", "A1 'dtype' 'dping' 00", "trailing bytes"},
    {"trailing break", "A1 'dtype' 'dping' FF", "trailing bytes"},
    {"leading zero byte", "00 A1 'dtype' 'dping'", "not a map"},
    {"self-described CBOR", "D9D9F7 A1 'dtype' 'dping'", "not a map"},
    // The head of the map.
    {"map head in 2 bytes", "B801 'dtype' 'dping'", "not the shortest form"},
    {"map head in 3 bytes", "B90001 'dtype' 'dping'", "not the shortest form"},
    {"map head in 5 bytes", "BA00000001 'dtype' 'dping'", "not the shortest form"},
    {"map head in 9 bytes", "BB0000000000000001 'dtype' 'dping'", "not the shortest form"},
    {"indefinite map", "BF 'dtype' 'dping' FF", "indefinite length or reserved head"},
    {"reserved map head 28", "BC 'dtype' 'dping'", "indefinite length or reserved head"},
    {"reserved map head 29", "BD 'dtype' 'dping'", "indefinite length or reserved head"},
    {"reserved map head 30", "BE 'dtype' 'dping'", "indefinite length or reserved head"},
    {"one pair too many announced", "A2 'dtype' 'dping'", "a field too many or too few"},
    {"one pair too few announced", "A1 'dtype' 'cack' 'gcounter' 01", "a field too many or too few"},
    {"zero pairs announced", "A0 'dtype' 'dping'", "no type"},
    {"2^64-1 pairs", "BBFFFFFFFFFFFFFFFF 'dtype' 'dping'", "more items than bytes"},
    {"2^63 pairs", "BB8000000000000000 'dtype' 'dping'", "more items than bytes"},
    {"2^32-1 pairs", "BAFFFFFFFF 'dtype' 'dping'", "more items than bytes"},
    {"65,535 pairs", "B9FFFF 'dtype' 'dping'", "more items than bytes"},
    {"head of the map cut", "B9FF", "cut short"},
    // type.
    {"no type", "A1 'gcounter' 01", "no type"},
    {"unknown type", "A1 'dtype' 'dpins'", "unknown type"},
    {"type in capitals", "A1 'dtype' 'dPING'", "unknown type"},
    {"type with a NUL", "A1 'dtype' 'eping' 00", "unknown type"},
    {"type with a space behind", "A1 'dtype' 'eping '", "unknown type"},
    {"empty type", "A1 'dtype' 60", "unknown type"},
    {"type of a later version", "A1 'dtype' 'fresume'", "unknown type"},
    {"type is an integer", "A1 'dtype' 01", "not a text string"},
    {"type is bytes", "A1 'dtype' 44 'ping'", "not a text string"},
    {"type is an array", "A1 'dtype' 81 'dping'", "not a text string"},
    {"type is null", "A1 'dtype' F6", "not a text string"},
    {"type is true", "A1 'dtype' F5", "not a text string"},
    {"type is a hello", "A1 'dtype' 'kguest hello'", "unknown type"},
    {"type is the part person", "A1 'dtype' 'fperson'", "unknown type"},
    {"type in a long form", "A1 'dtype' 7804 'ping'", "not the shortest form"},
    {"type indefinite", "A1 'dtype' 7F 'dping' FF", "indefinite length or reserved head"},
    {"type tagged", "A1 'dtype' C0 'dping'", "not a text string"},
    {"type not UTF-8", "A1 'dtype' 64 FFFFFFFF", "text is not UTF-8"},
    {"key Type", "A1 'dType' 'dping'", "no type"},
    {"key typ", "A1 'ctyp' 'dping'", "no type"},
    {"type twice", "A2 'dtype' 'dping' 'dtype' 'dping'", "a field too many or too few"},
    {"type twice, two types", "A2 'dtype' 'dping' 'dtype' 'dpong'", "a field too many or too few"},
    // Keys.
    {"integer key", "A1 01 'dping'", "no type"},
    {"integer key beside type", "A2 01 02 'dtype' 'dping'", "type missing or out of order"},
    {"byte string key", "A1 44 'type' 'dping'", "no type"},
    {"null key", "A2 F6 01 'dtype' 'dping'", "type missing or out of order"},
    {"array key", "A2 80 01 'dtype' 'dping'", "too deep"},
    {"map key", "A2 A0 01 'dtype' 'dping'", "too deep"},
    {"empty key", "A2 60 01 'dtype' 'dping'", "type missing or out of order"},
    {"key in a long form", "A1 7804 'type' 'dping'", "not the shortest form"},
    {"key in 3 bytes", "A1 790004 'type' 'dping'", "not the shortest form"},
    {"key in 9 bytes", "A1 7B0000000000000004 'type' 'dping'", "not the shortest form"},
    {"key indefinite", "A1 7F 'dtype' FF 'dping'", "indefinite length or reserved head"},
    {"key not UTF-8", "A2 62 C328 01 'dtype' 'dping'", "text is not UTF-8"},
    {"duplicate key", "A3 'dtype' 'cack' 'gcounter' 01 'gcounter' 01", "a field too many or too few"},
    {"duplicate key, another value", "A3 'dtype' 'cack' 'gcounter' 01 'gcounter' 02",
     "a field too many or too few"},
    {"keys in the wrong order", "A2 'gcounter' 01 'dtype' 'cack'", "type missing or out of order"},
    {"keys in alphabetical order", "A3 'gcounter' 01 'dtext' 'ca b' 'dtype' 'csay'",
     "field missing, unknown or out of order"},
    {"same length, wrong order", "A3 'dtype' 'csay' 'dtext' 'ca b' 'gcounter' 01",
     "field missing, unknown or out of order"},
    {"unknown field behind", "A2 'dtype' 'dping' 'eextra' 01", "a field too many or too few"},
    {"unknown field before", "A2 'aa' 01 'dtype' 'dping'", "type missing or out of order"},
    {"unknown field between", "A3 'dtype' 'cack' 'eextra' 01 'gcounter' 01",
     "field missing, unknown or out of order"},
    {"field of another message", "A2 'dtype' 'dping' 'gcounter' 01", "a field too many or too few"},
    {"key longer than the content", "A1 'wtyp'", "cut short"},
    // Missing fields.
    {"ack without counter", "A1 'dtype' 'cack'", "field missing, unknown or out of order"},
    {"say without text", "A2 'dtype' 'csay' 'gcounter' 01", "field missing, unknown or out of order"},
    {"say without counter", "A2 'dtext' 'aa' 'dtype' 'csay'", "field missing, unknown or out of order"},
    {"close without code", "A1 'dtype' 'eclose'", "field missing, unknown or out of order"},
    {"refresh without share", "A1 'dtype' 'grefresh'", "field missing, unknown or out of order"},
    {"left without name", "A1 'dtype' 'dleft'", "field missing, unknown or out of order"},
    {"delivered without of", "A3 'dtype' 'idelivered' 'ecount' 01 'fnumber' 01",
     "field missing, unknown or out of order"},
    {"host without signature", "A2 'dtype' 'dhost' 'hidentity' 41 01",
     "field missing, unknown or out of order"},
    {"check without name", "A2 'dtype' 'echeck' 'finvite' 'aa'", "field missing, unknown or out of order"},
    // Integers.
    {"integer 1 in 2 bytes", "A2 'dtype' 'cack' 'gcounter' 1801", "not the shortest form"},
    {"integer 23 in 2 bytes", "A2 'dtype' 'cack' 'gcounter' 1817", "not the shortest form"},
    {"integer 255 in 3 bytes", "A2 'dtype' 'cack' 'gcounter' 1900FF", "not the shortest form"},
    {"integer 65,535 in 5 bytes", "A2 'dtype' 'cack' 'gcounter' 1A0000FFFF", "not the shortest form"},
    {"integer 2^32-1 in 9 bytes", "A2 'dtype' 'cack' 'gcounter' 1B00000000FFFFFFFF", "not the shortest form"},
    {"integer 2^63", "A2 'dtype' 'cack' 'gcounter' 1B8000000000000000", "integer over 2^63 - 1"},
    {"integer 2^64-1", "A2 'dtype' 'cack' 'gcounter' 1BFFFFFFFFFFFFFFFF", "integer over 2^63 - 1"},
    {"integer -1", "A2 'dtype' 'cack' 'gcounter' 20", "not an unsigned integer"},
    {"integer -2^63", "A2 'dtype' 'cack' 'gcounter' 3B7FFFFFFFFFFFFFFF", "not an unsigned integer"},
    {"integer cut", "A2 'dtype' 'cack' 'gcounter' 1B00000001", "cut short"},
    {"integer head 28", "A2 'dtype' 'cack' 'gcounter' 1C", "indefinite length or reserved head"},
    {"integer head 31", "A2 'dtype' 'cack' 'gcounter' 1F", "indefinite length or reserved head"},
    {"bignum", "A2 'dtype' 'cack' 'gcounter' C24101", "not an unsigned integer"},
    {"tagged integer", "A2 'dtype' 'cack' 'gcounter' C101", "not an unsigned integer"},
    {"half float 1.0", "A2 'dtype' 'cack' 'gcounter' F93C00", "not an unsigned integer"},
    {"single float 1.0", "A2 'dtype' 'cack' 'gcounter' FA3F800000", "not an unsigned integer"},
    {"double float 1.0", "A2 'dtype' 'cack' 'gcounter' FB3FF0000000000000", "not an unsigned integer"},
    {"NaN", "A2 'dtype' 'cack' 'gcounter' F97E00", "not an unsigned integer"},
    {"null for an integer", "A2 'dtype' 'cack' 'gcounter' F6", "not an unsigned integer"},
    {"undefined for an integer", "A2 'dtype' 'cack' 'gcounter' F7", "not an unsigned integer"},
    {"false for an integer", "A2 'dtype' 'cack' 'gcounter' F4", "not an unsigned integer"},
    {"simple value 0", "A2 'dtype' 'cack' 'gcounter' E0", "not an unsigned integer"},
    {"simple value 255", "A2 'dtype' 'cack' 'gcounter' F8FF", "not an unsigned integer"},
    {"break for an integer", "A2 'dtype' 'cack' 'gcounter' FF", "not an unsigned integer"},
    {"text for an integer", "A2 'dtype' 'cack' 'gcounter' 'a1'", "not an unsigned integer"},
    {"bytes for an integer", "A2 'dtype' 'cack' 'gcounter' 4101", "not an unsigned integer"},
    {"array for an integer", "A2 'dtype' 'cack' 'gcounter' 8101", "not an unsigned integer"},
    {"map for an integer", "A2 'dtype' 'cack' 'gcounter' A0", "not an unsigned integer"},
    {"received 0", "A2 'dtype' 'hreceived' 'fnumber' 00", "integer out of range"},
    {"code 256", "A2 'dcode' 190100 'dtype' 'eclose'", "code over 255"},
    {"code -1", "A2 'dcode' 20 'dtype' 'eclose'", "not an unsigned integer"},
    {"code as text", "A2 'dcode' 'eaway ' 'dtype' 'eclose'", "not an unsigned integer"},
    {"wait over a day", "A3 'dcode' 184A 'dtype' 'grefused' 'dwait' 1A00015181", "integer out of range"},
    {"left over 1,000", "A3 'dcode' 184A 'dleft' 1903E9 'dtype' 'grefused'", "integer out of range"},
    {"wait null instead of absent", "A3 'dcode' 184A 'dtype' 'grefused' 'dwait' F6",
     "not an unsigned integer"},
    {"delivered to nobody", "A4 'bof' 01 'dtype' 'idelivered' 'ecount' 00 'fnumber' 01",
     "integer out of range"},
    {"delivered of nobody", "A4 'bof' 00 'dtype' 'idelivered' 'ecount' 01 'fnumber' 01",
     "integer out of range"},
    // Texts.
    {"empty text", "A3 'dtext' 60 'dtype' 'csay' 'gcounter' 01", "text too short or too long"},
    {"text of 32 KiB and 1 B", "A3 'dtext' 798001 (61*32769) 'dtype' 'csay' 'gcounter' 01",
     "text too short or too long"},
    {"text is bytes", "A3 'dtext' 4161 'dtype' 'csay' 'gcounter' 01", "not a text string"},
    {"text is null", "A3 'dtext' F6 'dtype' 'csay' 'gcounter' 01", "not a text string"},
    {"text head in 2 bytes", "A3 'dtext' 780161 'dtype' 'csay' 'gcounter' 01", "not the shortest form"},
    {"text of 23 in 2 bytes", "A3 'dtext' 7817 (61*23) 'dtype' 'csay' 'gcounter' 01",
     "not the shortest form"},
    {"text of 255 in 3 bytes", "A3 'dtext' 7900FF (61*255) 'dtype' 'csay' 'gcounter' 01",
     "not the shortest form"},
    {"text in pieces", "A3 'dtext' 7F 'aa' 'ab' FF 'dtype' 'csay' 'gcounter' 01",
     "indefinite length or reserved head"},
    {"text of 2^64-1", "A3 'dtext' 7BFFFFFFFFFFFFFFFF 61 'dtype' 'csay' 'gcounter' 01", "cut short"},
    {"text of 2^63-1", "A3 'dtext' 7B7FFFFFFFFFFFFFFF 61 'dtype' 'csay' 'gcounter' 01", "cut short"},
    {"text of 4 GiB", "A3 'dtext' 7B0000000100000000 61 'dtype' 'csay' 'gcounter' 01", "cut short"},
    {"text one longer than the rest", "A3 'dtext' 74 'a' 'dtype' 'csay' 'gcounter' 01", "cut short"},
    {"UTF-8: lone continuation", "A3 'dtext' 6180 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: cut two", "A3 'dtext' 61C3 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: cut three", "A3 'dtext' 62E697 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: cut four", "A3 'dtext' 63F09F98 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: overlong slash", "A3 'dtext' 62C0AF 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: overlong NUL", "A3 'dtext' 62C080 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: overlong three", "A3 'dtext' 63E0809F 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: overlong four", "A3 'dtext' 64F08080AF 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: high surrogate", "A3 'dtext' 63EDA080 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: low surrogate", "A3 'dtext' 63EDBFBF 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: surrogate pair (CESU-8)", "A3 'dtext' 66EDA0BDEDB880 'dtype' 'csay' 'gcounter' 01",
     "text is not UTF-8"},
    {"UTF-8: above U+10FFFF", "A3 'dtext' 64F4908080 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: five bytes", "A3 'dtext' 65F888808080 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: FE", "A3 'dtext' 61FE 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: Latin-1", "A3 'dtext' 64636166E9 'dtype' 'csay' 'gcounter' 01", "text is not UTF-8"},
    {"UTF-8: wrong behind a byte order mark", "A3 'dtext' 64EFBBBFFF 'dtype' 'csay' 'gcounter' 01",
     "text is not UTF-8"},
    {"UTF-8: wrong in the last of many", "A3 'dtext' 7840 (61*63) 80 'dtype' 'csay' 'gcounter' 01",
     "text is not UTF-8"},
    {"empty name left", "A2 'dname' 60 'dtype' 'dleft'", "text too short or too long"},
    {"name of 129 B left", "A2 'dname' 7881 (61*129) 'dtype' 'dleft'", "text too short or too long"},
    {"name of 1,025 B checked", "A2 'dname' 790401 (61*1025) 'dtype' 'echeck'", "text too short or too long"},
    {"scram of 2,049 B", "A2 'dtype' 'lclient_first' 'escram' 790801 (61*2049)",
     "text too short or too long"},
    {"empty scram", "A2 'dtype' 'lclient_final' 'escram' 60", "text too short or too long"},
    {"invite null instead of absent", "A3 'dname' 'aa' 'dtype' 'echeck' 'finvite' F6", "not a text string"},
    // Byte strings.
    {"share of 31 B", "A2 'dtype' 'grefresh' 'eshare' 581F (01*31)", "byte string of another size"},
    {"share of 33 B", "A2 'dtype' 'grefresh' 'eshare' 5821 (01*33)", "byte string of another size"},
    {"empty share", "A2 'dtype' 'grefresh' 'eshare' 40", "byte string of another size"},
    {"share as text", "A2 'dtype' 'grefresh' 'eshare' 7820 (61*32)", "not a byte string"},
    {"share in 3 bytes", "A2 'dtype' 'grefresh' 'eshare' 590020 (01*32)", "not the shortest form"},
    {"share in pieces", "A2 'dtype' 'grefresh' 'eshare' 5F 50 (01*16) 50 (01*16) FF",
     "indefinite length or reserved head"},
    {"share of 4 GiB", "A2 'dtype' 'grefresh' 'eshare' 5B0000000100000000 (01*32)", "cut short"},
    {"share of 2^64-1", "A2 'dtype' 'grefresh' 'eshare' 5BFFFFFFFFFFFFFFFF (01*32)", "cut short"},
    {"share cut", "A2 'dtype' 'grefresh' 'eshare' 5820 (01*31)", "cut short"},
    {"signature of 383 B", "A3 'dtype' 'dhost' 'hidentity' 41 01 'isignature' 59017F (01*383)",
     "byte string of another size"},
    {"signature of 385 B", "A3 'dtype' 'dhost' 'hidentity' 41 01 'isignature' 590181 (01*385)",
     "byte string of another size"},
    {"empty identity", "A3 'dtype' 'dhost' 'hidentity' 40 'isignature' 590180 (01*384)",
     "byte string of another size"},
    {"identity of 1,025 B", "A3 'dtype' 'dhost' 'hidentity' 590401 (01*1025) 'isignature' 590180 (01*384)",
     "byte string of another size"},
    // Words and rules between fields.
    {"registration of no such kind",
     "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 80 'lregistration' 'fopened'",
     "not one of the words of this field"},
    {"registration is an integer", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 80 'lregistration' 00",
     "not one of the words of this field"},
    {"registration is open and more",
     "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 80 'lregistration' 'eopen '",
     "not one of the words of this field"},
    {"room of 64 B", "A4 'droom' 7840 (61*64) 'dtype' 'elobby' 'hfeatures' 80 'lregistration' 'dopen'",
     "text too short or too long"},
    {"empty room", "A4 'droom' 60 'dtype' 'elobby' 'hfeatures' 80 'lregistration' 'dopen'",
     "text too short or too long"},
    {"free with a code", "A3 'dcode' 1842 'dtype' 'gchecked' 'gverdict' 'dfree'",
     "a code with another verdict"},
    {"taken with a code", "A3 'dcode' 1840 'dtype' 'gchecked' 'gverdict' 'etaken'",
     "a code with another verdict"},
    {"not allowed without a code", "A2 'dtype' 'gchecked' 'gverdict' 'knot allowed'",
     "a code with another verdict"},
    // Features.
    {"features not an array", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' A0 'lregistration' 'dopen'",
     "not an array"},
    {"feature twice", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 82 'aa' 'aa' 'lregistration' 'dopen'",
     "features not rising"},
    {"features falling", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 82 'ab' 'aa' 'lregistration' 'dopen'",
     "features not rising"},
    {"features by length, not bytes",
     "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 82 'ab' 'baa' 'lregistration' 'dopen'",
     "features not rising"},
    {"empty feature", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 81 60 'lregistration' 'dopen'",
     "not the name of a feature"},
    {"feature of 33 B",
     "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 81 7821 (61*33) 'lregistration' 'dopen'",
     "not the name of a feature"},
    {"feature not ASCII", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 81 62C3A9 'lregistration' 'dopen'",
     "not the name of a feature"},
    {"feature with a newline", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 81 610A 'lregistration' 'dopen'",
     "not the name of a feature"},
    {"feature is bytes", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 81 4161 'lregistration' 'dopen'",
     "not a text string"},
    {"feature is an integer", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 81 01 'lregistration' 'dopen'",
     "not a text string"},
    {"33 features", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 9821 (6161*33) 'lregistration' 'dopen'",
     "too many features"},
    {"2^64-1 features",
     "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 9BFFFFFFFFFFFFFFFF 'lregistration' 'dopen'",
     "more items than bytes"},
    {"features indefinite", "A4 'droom' 'ar' 'dtype' 'elobby' 'hfeatures' 9F 'aa' FF 'lregistration' 'dopen'",
     "indefinite length or reserved head"},
    // welcome.
    {"N of 0",
     "A6 'dnext' 01 'dtype' 'gwelcome' 'gcounter' 00 'ghistory' 50 (01*16) 'glongest' 01 'lupdate_after' 00",
     "integer out of range"},
    {"N of 1,001",
     "A6 'dnext' 01 'dtype' 'gwelcome' 'gcounter' 00 'ghistory' 50 (01*16) 'glongest' 01 "
     "'lupdate_after' 1903E9",
     "integer out of range"},
    {"longest of 0",
     "A6 'dnext' 01 'dtype' 'gwelcome' 'gcounter' 00 'ghistory' 50 (01*16) 'glongest' 00 'lupdate_after' 05",
     "integer out of range"},
    {"longest over 32 KiB",
     "A6 'dnext' 01 'dtype' 'gwelcome' 'gcounter' 00 'ghistory' 50 (01*16) 'glongest' "
     "198001 'lupdate_after' 05",
     "integer out of range"},
    {"next of 0",
     "A6 'dnext' 00 'dtype' 'gwelcome' 'gcounter' 00 'ghistory' 50 (01*16) 'glongest' 01 'lupdate_after' 05",
     "integer out of range"},
    {"history of 15 B",
     "A6 'dnext' 01 'dtype' 'gwelcome' 'gcounter' 00 'ghistory' 4F (01*15) 'glongest' 01 'lupdate_after' 05",
     "byte string of another size"},
    // People.
    {"people not an array", "A3 'dlast' F5 'dtype' 'froster' 'fpeople' A0", "not an array"},
    {"last is an integer", "A3 'dlast' 01 'dtype' 'froster' 'fpeople' 80", "not a boolean"},
    {"last is null", "A3 'dlast' F6 'dtype' 'froster' 'fpeople' 80", "not a boolean"},
    {"last is a simple value in 2 bytes", "A3 'dlast' F8F5 'dtype' 'froster' 'fpeople' 80", "not a boolean"},
    {"a person is an integer", "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 01", "not a map"},
    {"a person is empty", "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A0",
     "field missing, unknown or out of order"},
    {"a page of nobody", "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 80", "not 1 to 200 people on a page"},
    {"2^63-1 people", "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 9B7FFFFFFFFFFFFFFF",
     "more items than bytes"},
    {"201 people announced", "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 98C9 (A0*201)",
     "not 1 to 200 people on a page"},
    {"people indefinite", "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 9F FF",
     "indefinite length or reserved head"},
    {"no devices",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 80 'dname' 'aa' 'drole' 'dhost' "
     "'gdevices' 80 'jidentities' 80",
     "not 1 to 4 devices"},
    {"five devices",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 85 (F4*5) 'dname' 'aa' 'drole' "
     "'dhost' 'gdevices' 85 "
     "(5001010101010101010101010101010101*5) 'jidentities' 85 (41*5)",
     "not 1 to 4 devices"},
    {"fewer identities than devices",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 82 F4F4 "
     "'dname' 'aa' 'drole' 'dhost' 'gdevices' 82 50 "
     "(01*16) 50 (02*16) 'jidentities' 81 5820 (03*32)",
     "device lists differ in length"},
    {"more flags than devices",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 82 F4F4 'dname' 'aa' "
     "'drole' 'dhost' 'gdevices' 81 50 "
     "(01*16) 'jidentities' 81 5820 (03*32)",
     "device lists differ in length"},
    {"device of 15 B",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 81 F4 'dname' 'aa' 'drole' "
     "'dhost' 'gdevices' 81 4F "
     "(01*15) 'jidentities' 81 5820 (03*32)",
     "byte string of another size"},
    {"identity of 31 B",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 81 F4 'dname' 'aa' 'drole' "
     "'dhost' 'gdevices' 81 50 "
     "(01*16) 'jidentities' 81 581F (03*31)",
     "byte string of another size"},
    {"new is an integer",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 81 00 'dname' 'aa' 'drole' "
     "'dhost' 'gdevices' 81 50 "
     "(01*16) 'jidentities' 81 5820 (03*32)",
     "not a boolean"},
    {"role of no such kind",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'cnew' 81 F4 'dname' 'aa' "
     "'drole' 'eadmin' 'gdevices' 81 50 "
     "(01*16) 'jidentities' 81 5820 (03*32)",
     "not one of the words of this field"},
    {"a person with one key more",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A6 'cnew' 81 F4 'dname' "
     "'aa' 'drole' 'dhost' 'gdevices' 81 50 "
     "(01*16) 'hxxxxxxxx' 00 'jidentities' 81 5820 (03*32)",
     "field missing, unknown or out of order"},
    {"a person's keys out of order",
     "A3 'dlast' F5 'dtype' 'froster' 'fpeople' 81 A5 'dname' 'aa' 'cnew' 81 "
     "F4 'drole' 'dhost' 'gdevices' 81 50 "
     "(01*16) 'jidentities' 81 5820 (03*32)",
     "field missing, unknown or out of order"},
    // Depth.
    {"array in an integer's place, 3 deep", "A2 'dtype' 'cack' 'gcounter' 81818101",
     "not an unsigned integer"},
    {"depth bomb of arrays behind type", "A2 'dtype' 'dping' 'eextra' (81*60000) 80",
     "a field too many or too few"},
    {"depth bomb of arrays before type", "A2 'aa' (81*60000) 80 'dtype' 'dping'", "too deep"},
    {"depth bomb of maps before type", "A2 'aa' (A16161*20000) 80 'dtype' 'dping'", "too deep"},
    {"depth bomb of tags before type", "A2 'aa' (C1*60000) 80 'dtype' 'dping'", "too deep"},
    {"depth bomb of tags alone", "(C1*65000)", "not a map"},
    {"depth bomb of maps alone", "(A1*65000)", "too deep"},
    {"depth 5 before type", "A2 'aa' 8181818100 'dtype' 'dping'", "too deep"},
    {"many empty arrays before type", "A2 'aa' 99EA60 (80*60000) 'dtype' 'dping'",
     "type missing or out of order"},
};

} // namespace

class HostileContentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void content_data() { addRows(contents); }
    void content()
    {
        QFETCH(QByteArray, bytes);
        const auto decoded = decodeMessage(bytes);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().code, Code::Malformed);
        QFETCH(QString, why);
        QCOMPARE(decoded.error().detail.section(QStringLiteral(": "), 1), why);
    }

    void thereAreEnoughRows() { QVERIFY(std::size(contents) >= 200); }

    /// The first refusal sticks, and nothing is read behind it.
    void readerRefusesForGood()
    {
        const Bytes bytes = bytesOf("01 01");
        CborReader reader(bytes);
        QCOMPARE(reader.unsignedInteger(), 1U);
        QCOMPARE(reader.textString(), BytesView());
        QVERIFY(reader.hasRefused());
        const char *why = reader.why();
        QCOMPARE(reader.unsignedInteger(), 0U);
        QVERIFY(!reader.takeText("a"));
        QCOMPARE(reader.why(), why);
    }
};

QTEST_GUILESS_MAIN(HostileContentTest)
#include "HostileContentTest.moc"
