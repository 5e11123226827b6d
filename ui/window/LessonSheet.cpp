// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LessonSheet.h"

#include "Button.h"
#include "Hairline.h"
#include "HintLine.h"
#include "InBackground.h"
#include "Result.h"
#include "SaveDialog.h"
#include "Theme.h"
#include "WholeFile.h"

#include <QBuffer>
#include <QDir>
#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBrowser>
#include <QUrl>

#include <optional>

namespace waxwing {

namespace {

QString styleOf(const Theme &theme)
{
    const QString code = codeFamilies().join(QStringLiteral("','"));
    return QStringLiteral("h1 { font-size: %1px; font-weight: 600 } h2 { font-size: %2px; font-weight: 600; "
                          "margin-top: %3px } li { margin-bottom: %4px } code { font-family: '%5' } "
                          ".caption { font-size: small; font-style: italic }")
        .arg(theme.px(22))
        .arg(theme.px(16))
        .arg(theme.px(20))
        .arg(theme.px(4))
        .arg(code);
}

QString html()
{
    QFile file(QStringLiteral(":/lesson/lesson.html"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Gives the document its pictures: a bare one finds none of the program's resources. A pixel ratio: for a
/// screen, where a document shrinks a picture without smoothing it, so that each comes in the size it is
/// drawn in. Without: as they are, for paper.
void givePictures(QTextDocument &document, std::optional<qreal> pixelRatio)
{
    static const QRegularExpression picture(QStringLiteral("src=\"(qrc:[^\"]+)\" width=\"(\\d+)\""));
    const QString text = html();
    for (auto found = picture.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        QImage image(match.captured(1).mid(3));
        if (pixelRatio) {
            const int width = qRound(match.captured(2).toInt() * *pixelRatio);
            image = image.scaledToWidth(width, Qt::SmoothTransformation);
            image.setDevicePixelRatio(*pixelRatio);
        }
        document.addResource(QTextDocument::ImageResource, QUrl(match.captured(1)), image);
    }
    document.markContentsDirty(0, document.characterCount());
}

/// Whatever a thread of the pool needs to print the sheet.
struct Paper
{
    QString title;
    QString html;
    QString style;
    QFont font;
};

/// StorageFailed with a sentence that names the path.
Result<void> print(const Paper &paper, const QString &path)
{
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&pdf);
        writer.setTitle(paper.title);
        writer.setPageSize(QPageSize(QPageSize::A4));
        QTextDocument document;
        document.setDefaultFont(paper.font);
        document.setDefaultStyleSheet(paper.style);
        document.setHtml(paper.html);
        givePictures(document, std::nullopt);
        document.print(&writer);
    }
    const auto saved = writeWholeFile(path, pdf.data());
    if (!saved)
        return failure(saved.error().code,
                       QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(path), saved.error().detail));
    return {};
}

} // namespace

LessonSheet::LessonSheet(QWidget *parent)
    : QDialog(parent), m_sheet(new QTextBrowser(this)),
      m_save(new Button(Button::Kind::Outlined, tr("Save as PDF…"), this)), m_said(new HintLine(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Lesson: your message on the wire"));
    m_sheet->setOpenLinks(false);
    m_sheet->setFrameShape(QFrame::NoFrame);
    m_sheet->setAccessibleName(windowTitle());
    auto *close = new Button(Button::Kind::Filled, tr("Close"), this);
    close->setDefault(true);
    connect(close, &Button::clicked, this, &QDialog::accept);
    connect(m_save, &Button::clicked, this, &LessonSheet::askWhereToSave);
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_said, 100);
    row->addStretch(1);
    row->addWidget(m_save);
    row->addWidget(close);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_sheet, 1);
    column->addWidget(new Hairline(this));
    column->addLayout(row);
    const Theme theme = Theme::of(this);
    row->setContentsMargins(theme.gap(20), theme.gap(12), theme.gap(20), theme.gap(16));
    row->setSpacing(theme.px(8));
    load();
    resize(theme.px(760), theme.px(720));
    m_sheet->setFocus();
}

void LessonSheet::load()
{
    const Theme theme = Theme::of(this);
    const int at = m_sheet->verticalScrollBar()->value();
    m_sheet->document()->setDefaultFont(theme.font(Type::Body));
    m_sheet->document()->setDocumentMargin(theme.gap(24));
    m_sheet->document()->setDefaultStyleSheet(styleOf(theme));
    m_sheet->setHtml(html());
    givePictures(*m_sheet->document(), devicePixelRatioF());
    m_sheet->verticalScrollBar()->setValue(at);
}

void LessonSheet::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        load();
}

void LessonSheet::savePdf(const QString &path)
{
    m_save->setEnabled(false);
    m_said->say(tr("Saving…"));
    const Paper paper{windowTitle(), html(), styleOf(Theme::of(this)), m_sheet->document()->defaultFont()};
    inBackground(
        this, [paper, path] { return print(paper, path); },
        [this, path](const Result<void> &saved) {
            m_save->setEnabled(true);
            m_said->say(saved ? QStringLiteral("check") : QStringLiteral("alert"),
                        saved ? Tone::Ok : Tone::Bad,
                        saved ? tr("Saved as %1").arg(QDir::toNativeSeparators(path))
                              : tr("It could not be saved: %1").arg(saved.error().detail));
        });
}

QString LessonSheet::said() const
{
    return m_said->words();
}

void LessonSheet::askWhereToSave()
{
    auto *dialog = makeSaveDialog(
        {tr("Save the lesson sheet"), {tr("PDF (*.pdf)")}, QStringLiteral("waxwing-lesson.pdf")}, this);
    connect(dialog, &QFileDialog::fileSelected, this, &LessonSheet::savePdf);
    dialog->open();
}

} // namespace waxwing
