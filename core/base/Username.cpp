// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Username.h"

#include "Limits.h"
#include "Unicode.h"
#include "UnicodeProperties.h"

#include <algorithm>

namespace waxwing {

using namespace unicode;

namespace {

constexpr int mostMarksInARow = 3;
constexpr int mostSuggestions = 4;

/// Whether the characters may stand in a name, and stand where they may.
bool charactersStand(std::u32string_view name)
{
    int marks = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char32_t c = name[i];
        const bool inside = i > 0 && i + 1 < name.size();
        marks = isMark(c) ? marks + 1 : 0;
        if (isDefaultIgnorable(c) || marks > mostMarksInARow)
            return false;
        if (isLetter(c) || isDecimalDigit(c))
            continue;
        if (isMark(c) ? i == 0 : !inside)
            return false;
        if (!isMark(c) && c != U'.' && c != U'_' && c != U'-' && (c != U' ' || name[i + 1] == U' '))
            return false;
    }
    return true;
}

QString withSuffix(QStringView name, const QString &suffix)
{
    std::u32string head = toCodePoints(name);
    const std::size_t room = limits::usernameCodePoints - toCodePoints(suffix).size();
    head.resize(std::min(head.size(), room));
    return fromCodePoints(head) + suffix;
}

} // namespace

Result<void> checkReceivedUsername(QStringView name)
{
    const qsizetype count = codePointCount(name);
    if (count == 0)
        return failure(Code::NameTooShort);
    if (count > limits::usernameCodePoints)
        return failure(Code::NameTooLong, QString::number(count));
    if (!charactersStand(toCodePoints(name)))
        return failure(Code::NameCharacter);
    if (toNfkc(name) != name)
        return failure(Code::NameForm);
    return {};
}

Result<QString> checkUsername(QStringView typed)
{
    if (const auto received = checkReceivedUsername(typed); !received)
        return tl::make_unexpected(received.error());
    std::u32string letters = toCodePoints(typed);
    std::erase(letters, U' ');
    if (!std::all_of(letters.begin(), letters.end(), isIdentifierAllowed))
        return failure(Code::NameCharacter);
    if (!isHighlyRestrictive(letters))
        return failure(Code::NameScripts);
    return typed.toString();
}

QString normaliseTypedUsername(QStringView typed)
{
    std::u32string result;
    for (const char32_t c : toCodePoints(toNfkc(typed))) {
        const bool space = isSpace(c) || c == U'\t' || c == U'\n';
        if (!space)
            result += c;
        else if (!result.empty() && result.back() != U' ')
            result += U' ';
    }
    if (!result.empty() && result.back() == U' ')
        result.pop_back();
    return fromCodePoints(result);
}

QString foldedName(QStringView name)
{
    return foldNfkc(name);
}

QString nameSkeleton(QStringView name)
{
    return skeleton(foldNfkc(name)).remove(u' ');
}

QStringList suggestions(QStringView name)
{
    const QString plain = normaliseTypedUsername(name);
    QStringList result;
    QStringList skeletons{nameSkeleton(plain)};
    const auto offer = [&](const QString &suffix) {
        const QString candidate = withSuffix(plain, suffix);
        const QString ownSkeleton = nameSkeleton(candidate);
        if (result.size() < mostSuggestions && checkUsername(candidate) && !skeletons.contains(ownSkeleton)) {
            result += candidate;
            skeletons += ownSkeleton;
        }
    };
    offer(QStringLiteral("2"));
    offer(QStringLiteral("_k"));
    for (int number = 3; number <= 99; ++number)
        offer(QString::number(number));
    return result;
}

} // namespace waxwing
