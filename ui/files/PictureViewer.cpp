// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PictureViewer.h"

#include "Button.h"
#include "Composite.h"
#include "ElidedLabel.h"
#include "HintLine.h"
#include "InBackground.h"
#include "PictureCanvas.h"
#include "PictureReader.h"
#include "WaxwingStyle.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScreen>
#include <QScrollArea>

namespace waxwing {

namespace {

constexpr QSize mostShown{4'000, 4'000}; ///< pixels: as many as one decoded picture may have

} // namespace

PictureViewer::PictureViewer(const QString &path, const QString &name, QWidget *parent)
    : QDialog(parent), m_area(new QScrollArea(this)), m_canvas(new PictureCanvas(m_area)),
      m_line(new HintLine(this)), m_fit(new Button(Button::Kind::Flat, tr("&Fit"), this)),
      m_whole(new Button(Button::Kind::Flat, tr("&100 %"), this)),
      m_save(new Button(Button::Kind::Outlined, tr("&Save as…"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(name);
    build(name);
    m_canvas->setAccessibleName(tr("Picture %1").arg(name));
    m_line->say(tr("Reading the picture…"));
    connect(m_fit, &Button::clicked, this, [this] { setFitted(true); });
    connect(m_whole, &Button::clicked, this, [this] { setFitted(false); });
    connect(m_save, &Button::clicked, this, &PictureViewer::saveRequested);
    inBackground(
        this, [path] { return picture::read(path, mostShown); },
        [this](const Result<QImage> &image) {
            if (image)
                take(*image);
            else
                m_line->say(QStringLiteral("alert"), Tone::Bad, tr("This picture cannot be shown."));
            Q_EMIT ready();
        });
    const Theme theme = Theme::of(this);
    resize(QSize(theme.gap(900), theme.gap(680)).boundedTo(screen()->availableSize() * 9 / 10));
    refresh();
}

void PictureViewer::build(const QString &name)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setAlignment(Qt::AlignCenter);
    m_area->setWidget(m_canvas);
    m_area->setBackgroundRole(QPalette::Base);
    m_area->viewport()->installEventFilter(this);
    m_area->setAccessibleName(tr("Picture %1").arg(name));
    column->addWidget(m_area, 1);
    auto *bar = new Composite(this);
    auto *row = new QHBoxLayout(bar);
    auto *title = new ElidedLabel(Type::Strong, Qt::ElideMiddle, name, bar);
    row->addWidget(title, 1);
    row->addWidget(m_line);
    row->addWidget(m_fit);
    row->addWidget(m_whole);
    row->addWidget(m_save);
    bar->metrics([row](const Theme &theme) {
        row->setContentsMargins(theme.gap(16), theme.gap(8), theme.gap(16), theme.gap(8));
        row->setSpacing(theme.px(8));
    });
    column->addWidget(bar);
    m_fit->setCheckable(true);
    m_whole->setCheckable(true);
    setTabOrder(m_area, m_fit);
    setTabOrder(m_fit, m_whole);
    setTabOrder(m_whole, m_save);
}

void PictureViewer::take(const QImage &image)
{
    m_image = image;
    m_line->say({});
    refresh();
}

QSize PictureViewer::shownSize() const
{
    return m_image.isNull() ? QSize() : m_canvas->size();
}

void PictureViewer::setFitted(bool fitted)
{
    m_isFitted = fitted;
    refresh();
}

void PictureViewer::refresh()
{
    m_fit->setChecked(m_isFitted);
    m_whole->setChecked(!m_isFitted);
    if (m_image.isNull()) {
        m_canvas->resize(0, 0);
        return;
    }
    // A pixel of the picture for a pixel of the screen.
    const qreal ratio = devicePixelRatioF();
    const QSize whole = (QSizeF(m_image.size()) / ratio).toSize().expandedTo({1, 1});
    m_canvas->setPicture(m_image, m_isFitted ? picture::fitted(whole, m_area->maximumViewportSize()) : whole);
}

void PictureViewer::resizeEvent(QResizeEvent *event)
{
    QDialog::resizeEvent(event);
    refresh();
}

void PictureViewer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_F || event->key() == Qt::Key_0)
        setFitted(true);
    else if (event->key() == Qt::Key_1)
        setFitted(false);
    else
        QDialog::keyPressEvent(event); // Esc closes
}

bool PictureViewer::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && m_isFitted)
        refresh();
    else if (event->type() == QEvent::MouseButtonDblClick)
        setFitted(!m_isFitted);
    return QDialog::eventFilter(watched, event);
}

} // namespace waxwing
