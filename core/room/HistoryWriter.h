// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "VaultValues.h"

#include <QDate>
#include <memory>

namespace waxwing {

/// Html: one file with all in it, without scripts, that prints well. Json: one array of objects with the keys
/// `id`, `time` (ISO 8601, UTC), `name`, `text`, and where they hold `mine`, `edited`, `erased`, `reply_to`
/// (an `id`), `delivered`, `of`, `seen`, `file` (`name`, `size` in bytes, `sha256`); an `id` is the room's
/// number, or `earlier-…` where the host began to number anew since. Of a direct conversation it is an
/// object: `with`, `compared`, and that array as `messages`, whose ids are their places on this PC. Text: for
/// eyes and grep. Pdf is laid out by a window, out of Html.
enum class ExportFormat { Html, Json, Text, Pdf };

/// The words of an export in the person's language.
struct ExportWords
{
    QString title = QStringLiteral("Conversation");
    QString erased = QStringLiteral("This message was deleted.");
    QString edited = QStringLiteral("edited");
    QString damaged = QStringLiteral("Here messages are missing that cannot be read any more: %1.");
    QString file = QStringLiteral("File: %1, %2"); ///< its name, its size
    QString about;                                 ///< said once, below the title; empty: nothing
    QString with;                                  ///< of a direct conversation: the other person
    bool isCompared = false;                       ///< and whether their codes were
};

/// Turns pages of a conversation, in their order, into a file's bytes. Names and texts are other people's:
/// all of it is escaped, and what hides or turns text is made visible (but for Json, which has it as it is).
class HistoryWriter
{
public:
    explicit HistoryWriter(const ExportWords &words) : m_words(words) {}
    static std::unique_ptr<HistoryWriter> make(ExportFormat format, const ExportWords &words);
    virtual ~HistoryWriter() = default;
    HistoryWriter(const HistoryWriter &) = delete;
    HistoryWriter &operator=(const HistoryWriter &) = delete;

    [[nodiscard]] virtual Bytes begin() = 0;
    [[nodiscard]] Bytes page(const VaultPage &page);
    [[nodiscard]] virtual Bytes end() = 0;

protected:
    [[nodiscard]] virtual Bytes message(const StoredMessage &message, const StoredMessage *answered) = 0;
    [[nodiscard]] virtual Bytes day(QDate day) = 0;
    [[nodiscard]] virtual Bytes note(const QString &words) = 0;
    [[nodiscard]] const ExportWords &words() const { return m_words; }

private:
    ExportWords m_words;
    QDate m_day;
};

} // namespace waxwing
