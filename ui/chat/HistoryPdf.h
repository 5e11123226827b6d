// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "History.h"

#include <QFont>
#include <QObject>
#include <QPointer>
#include <atomic>

namespace waxwing {

/// Writes a whole conversation as a PDF, whole or not at all: reads it page by page, and lays it out and
/// writes it in the background. One at a time; its end is the same as an export's.
class HistoryPdf : public QObject
{
    Q_OBJECT
public:
    explicit HistoryPdf(History *history, QObject *parent = nullptr);
    ~HistoryPdf() override; ///< cancels

    /// Ends the one before.
    void start(const QString &path, const ExportWords &words, const QFont &font, const TalkOf &talk = {});
    void cancel(); ///< no answer comes, and nothing is left of it
    [[nodiscard]] bool isRunning() const { return m_cancelled != nullptr; }
    /// The question of the history that it waits for.
    [[nodiscard]] bool asked(quint64 question) const { return isRunning() && question == m_question; }

Q_SIGNALS:
    void progressed(quint64 messages); ///< so many are read; laying them out comes then
    void exported(const QString &path);
    void failed(const waxwing::Error &error);

private:
    void readFrom(quint64 number);
    void onPage(const HistoryPage &page);
    void begin();
    void layOut();

    QPointer<History> m_history;
    QString m_path;
    TalkOf m_talk;
    ExportWords m_words;
    QFont m_font;
    std::unique_ptr<HistoryWriter> m_writer;
    QByteArray m_head;      ///< of each part
    QByteArrayList m_parts; ///< HTML, a page of the history each
    quint64 m_read = 0;
    quint64 m_question = 0;
    std::shared_ptr<std::atomic<bool>> m_cancelled; ///< while one runs
};

} // namespace waxwing
