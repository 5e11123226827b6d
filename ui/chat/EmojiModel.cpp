// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmojiModel.h"

#include "EmojiTable.h"
#include "Unicode.h"

#include <QHash>
#include <algorithm>

namespace waxwing {

namespace emoji {

QString inTone(const Entry &entry, int tone)
{
    const QString plain = QString::fromUtf16(entry.text);
    if (tone <= 0 || tone >= toneCount || entry.toneAfter == 0)
        return plain;
    std::u32string result;
    const std::u32string points = toCodePoints(plain);
    bool toned = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!toned || points[i] != U'\uFE0F') // the tone says that it is a picture
            result += points[i];
        toned = (entry.toneAfter >> i & 1) != 0;
        if (toned)
            result += static_cast<char32_t>(0x1F3FA + tone);
    }
    return fromCodePoints(result);
}

} // namespace emoji

namespace {

bool isTone(char32_t c)
{
    return c >= 0x1F3FB && c <= 0x1F3FF;
}

/// Skin tones and presentation left out: what all forms of an emoji share.
QString bare(const QString &text)
{
    std::u32string points = toCodePoints(text);
    points.erase(
        std::remove_if(points.begin(), points.end(), [](char32_t c) { return isTone(c) || c == U'\uFE0F'; }),
        points.end());
    return fromCodePoints(points);
}

bool beginsAWord(QStringView text, QStringView word)
{
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !text[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

} // namespace

EmojiModel::EmojiModel(QObject *parent) : QAbstractListModel(parent) {}

int EmojiModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_recent.isEmpty() ? static_cast<int>(m_entries.size()) : static_cast<int>(m_recent.size());
}

QVariant EmojiModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isRecent = !m_recent.isEmpty();
    const emoji::Entry *entry =
        isRecent ? nullptr : &emoji::entries[m_entries[static_cast<std::size_t>(index.row())]];
    switch (role) {
    case Qt::DisplayRole:
        return isRecent ? m_recent[index.row()] : emoji::inTone(*entry, m_tone);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return isRecent ? nameOf(m_recent[index.row()]) : QString::fromUtf8(entry->name);
    case HasTonesRole:
        return !isRecent && entry->toneAfter != 0;
    default:
        return {};
    }
}

void EmojiModel::show(std::vector<int> entries)
{
    beginResetModel();
    m_recent.clear();
    m_entries = std::move(entries);
    endResetModel();
}

void EmojiModel::showGroup(int group)
{
    std::vector<int> found;
    for (int i = 0; i < emoji::entryCount; ++i) {
        if (emoji::entries[i].group == group)
            found.push_back(i);
    }
    show(std::move(found));
}

void EmojiModel::showRecent(const QStringList &recent)
{
    beginResetModel();
    m_entries.clear();
    m_recent = recent;
    endResetModel();
}

void EmojiModel::search(const QString &words)
{
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<int> byName, byKind;
    for (int i = 0; i < emoji::entryCount && !wanted.isEmpty(); ++i) {
        const QString name = QString::fromUtf8(emoji::entries[i].name);
        const QString kind = QString::fromLatin1(emoji::subgroups[emoji::entries[i].subgroup]);
        bool inName = true;
        bool inEither = true;
        for (const QString &word : wanted) {
            const bool here = beginsAWord(name, word);
            inName = inName && here;
            inEither = inEither && (here || beginsAWord(kind, word));
        }
        if (inEither)
            (inName ? byName : byKind).push_back(i);
    }
    byName.insert(byName.end(), byKind.begin(), byKind.end());
    show(std::move(byName));
}

void EmojiModel::setTone(int tone)
{
    m_tone = tone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

QString EmojiModel::nameOf(const QString &text)
{
    static const QHash<QString, int> places = [] {
        QHash<QString, int> result;
        for (int i = 0; i < emoji::entryCount; ++i)
            result.insert(bare(QString::fromUtf16(emoji::entries[i].text)), i);
        return result;
    }();
    const auto found = places.constFind(bare(text));
    return found == places.constEnd() ? QString() : QString::fromUtf8(emoji::entries[*found].name);
}

} // namespace waxwing
