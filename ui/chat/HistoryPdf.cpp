// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "HistoryPdf.h"

#include "InBackground.h"
#include "WholeFile.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextDocument>

namespace waxwing {

namespace {

constexpr int messagesInAPart = 500;
constexpr int dotsPerInch = 96;
constexpr double footerHeight = 28;          ///< dots
constexpr QMarginsF margins{18, 16, 18, 14}; ///< mm

struct Paper
{
    QString path;
    QString title;
    QFont font;
    QByteArray head;
    QByteArrayList parts;
};

/// Nothing outside the page is ever loaded, whatever a message says.
class Document final : public QTextDocument
{
protected:
    QVariant loadResource(int, const QUrl &) override { return {}; }
};

/// Page after page; each part begins where the one before has ended, on a page of its own.
class Printer
{
public:
    Printer(QPdfWriter &writer, const QFont &font) : m_writer(writer), m_painter(&writer), m_font(font) {}

    void print(const QString &html)
    {
        Document document;
        document.setDefaultFont(m_font);
        document.documentLayout()->setPaintDevice(&m_writer);
        document.setDocumentMargin(0);
        document.setHtml(html);
        const QSizeF page(m_writer.width(), m_writer.height() - footerHeight);
        document.setPageSize(page);
        for (int i = 0; i < document.pageCount(); ++i) {
            if (m_pages++ > 0)
                m_writer.newPage();
            const QRectF part(QPointF(0, i * page.height()), page);
            m_painter.save();
            m_painter.translate(0, -part.top());
            document.drawContents(&m_painter, part);
            m_painter.restore();
            m_painter.setFont(m_font);
            m_painter.drawText(QRectF(0, page.height(), page.width(), footerHeight),
                               Qt::AlignRight | Qt::AlignBottom, QString::number(m_pages));
        }
    }

private:
    QPdfWriter &m_writer;
    QPainter m_painter;
    QFont m_font;
    int m_pages = 0;
};

/// StorageFailed, Cancelled.
Result<void> write(const Paper &paper, const std::atomic<bool> &cancelled)
{
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&pdf);
        writer.setTitle(paper.title);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(margins, QPageLayout::Millimeter);
        writer.setResolution(dotsPerInch);
        Printer printer(writer, paper.font);
        for (const QByteArray &part : paper.parts) {
            if (cancelled)
                return failure(Code::Cancelled);
            printer.print(QString::fromUtf8(paper.head + part));
        }
    }
    return cancelled ? failure(Code::Cancelled) : writeWholeFile(paper.path, pdf.data());
}

} // namespace

HistoryPdf::HistoryPdf(History *history, QObject *parent) : QObject(parent), m_history(history)
{
    connect(history, &History::pageRead, this, &HistoryPdf::onPage);
    connect(history, &History::directPageRead, this, &HistoryPdf::onPage);
    connect(history, &History::closed, this, &HistoryPdf::cancel);
    connect(history, &History::failed, this, [this](quint64 question, const Error &error) {
        if (!isRunning() || question != m_question || question == 0)
            return;
        cancel();
        Q_EMIT failed(error);
    });
    connect(history, &History::wiped, this, [this] {
        if (isRunning() && m_question != 0)
            begin(); // what was read holds no longer
    });
}

HistoryPdf::~HistoryPdf()
{
    cancel();
}

void HistoryPdf::start(const QString &path, const ExportWords &words, const QFont &font, const TalkOf &talk)
{
    cancel();
    if (!m_history || !m_history->isOpen())
        return;
    m_path = path;
    m_talk = talk;
    m_words = words;
    m_font = font;
    m_cancelled = std::make_shared<std::atomic<bool>>(false);
    begin();
}

void HistoryPdf::cancel()
{
    if (m_cancelled)
        *m_cancelled = true;
    m_cancelled.reset();
    m_parts.clear();
    m_question = 0;
}

void HistoryPdf::begin()
{
    m_writer = HistoryWriter::make(ExportFormat::Pdf, m_words);
    m_head = m_writer->begin();
    const qsizetype title = m_head.indexOf("<h1>");
    m_parts = {m_head.sliced(title)};
    m_head.truncate(title);
    m_read = 0;
    readFrom(0);
}

void HistoryPdf::readFrom(quint64 number)
{
    m_question = m_talk.with.isEmpty() ? m_history->readAfter(number, messagesInAPart)
                                       : m_history->readAfterIn(m_talk, number, messagesInAPart);
}

void HistoryPdf::onPage(const HistoryPage &page)
{
    if (!isRunning() || page.question != m_question)
        return;
    VaultPage read;
    read.damaged = page.damaged;
    read.messages.assign(page.messages.begin(), page.messages.end());
    read.quoted.assign(page.quoted.begin(), page.quoted.end());
    const QByteArray part = m_writer->page(read);
    if (m_read == 0)
        m_parts.last() += part;
    else
        m_parts.append(part);
    m_read += static_cast<quint64>(page.messages.size());
    Q_EMIT progressed(m_read);
    if (!page.isLast && !page.messages.isEmpty())
        readFrom(page.messages.last().number);
    else
        layOut();
}

void HistoryPdf::layOut()
{
    m_question = 0;
    inBackground(
        this,
        [paper = Paper{m_path, m_words.title, m_font, m_head, std::exchange(m_parts, {})},
         cancelled = m_cancelled] { return write(paper, *cancelled); },
        [this, running = m_cancelled](const Result<void> &written) {
            if (running != m_cancelled)
                return;
            m_cancelled.reset();
            if (written)
                Q_EMIT exported(m_path);
            else
                Q_EMIT failed(written.error());
        });
}

} // namespace waxwing
