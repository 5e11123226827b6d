// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LadderExport.h"

#include "LadderPainter.h"
#include "WholeFile.h"

#include <QBuffer>
#include <QDateTime>
#include <QFontMetrics>
#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QSvgGenerator>

namespace waxwing {

namespace {

constexpr int pictureWidth = 760;
constexpr int highest = 30'000; // pixels; below 32,768 the raster engine draws nothing

} // namespace

LadderExport::LadderExport(const LadderModel &model, qint64 timeNs)
    : m_rows(model.rows()), m_parties(model.parties()), m_isGuestHere(model.isGuestHere()),
      m_scale(Theme::of().scale()), m_timeNs(timeNs)
{}

Theme LadderExport::theme() const
{
    return {Tokens::light(), m_scale};
}

/// Twice the size; a very long ladder as it is, or as small as it must be.
qreal LadderExport::pixelRatio() const
{
    const int height = size().height();
    return 2 * height <= highest ? 2 : std::min(1.0, qreal(highest) / height);
}

QString LadderExport::title() const
{
    return tr("Handshake of %1 with %2").arg(m_parties.guest, m_parties.host);
}

QString LadderExport::date() const
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(m_timeNs / 1'000'000);
    return tr("%1, as this copy of Waxwing saw it").arg(QLocale().toString(time, QLocale::LongFormat));
}

QString LadderExport::proposedName() const
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(m_timeNs / 1'000'000);
    return QStringLiteral("waxwing-handshake-") + time.toString(QStringLiteral("yyyy-MM-dd-HHmmss"));
}

int LadderExport::headEnd() const
{
    const Theme theme = this->theme();
    return theme.px(16) + QFontMetrics(theme.font(Type::Subtitle)).height() +
           QFontMetrics(theme.font(Type::Caption)).height() + theme.px(6);
}

QSize LadderExport::size() const
{
    const Theme theme = this->theme();
    const LadderPainter ladder(theme, theme.px(pictureWidth));
    int height = headEnd() + ladder.headHeight();
    for (const LadderRow &row : m_rows)
        height += ladder.heightOf(row);
    return {theme.px(pictureWidth), height + theme.px(16)};
}

void LadderExport::paint(QPainter *painter) const
{
    const Theme theme = this->theme();
    const int width = theme.px(pictureWidth);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->fillRect(QRect(QPoint(), size()), theme.tokens().canvas);
    const QFontMetrics title(theme.font(Type::Subtitle));
    const QRect line(theme.px(16), theme.px(12), width - 2 * theme.px(16), title.height());
    painter->setFont(theme.font(Type::Subtitle));
    painter->setPen(theme.tokens().text);
    painter->drawText(line, Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine,
                      title.elidedText(this->title(), Qt::ElideMiddle, line.width()));
    painter->setFont(theme.font(Type::Caption));
    painter->setPen(theme.tokens().muted);
    painter->drawText(line.translated(0, title.height()),
                      Qt::AlignHCenter | Qt::AlignVCenter | Qt::TextSingleLine, date());
    const LadderPainter ladder(theme, width);
    int top = headEnd();
    ladder.paintHead(painter, top, m_parties, m_isGuestHere);
    top += ladder.headHeight();
    for (const LadderRow &row : m_rows) {
        ladder.paint(painter, top, row, {});
        top += ladder.heightOf(row);
    }
}

bool LadderExport::writeSvg(QIODevice *device) const
{
    QSvgGenerator generator;
    generator.setOutputDevice(device);
    generator.setSize(size());
    generator.setViewBox(QRect(QPoint(), size()));
    generator.setResolution(96);
    // No name of anybody: Qt 6.4 writes both as they are, markup too.
    generator.setTitle(tr("Handshake of a Waxwing link"));
    QPainter painter;
    if (!painter.begin(&generator))
        return false;
    paint(&painter);
    return painter.end();
}

bool LadderExport::writePng(QIODevice *device) const
{
    const qreal ratio = pixelRatio();
    QImage image((QSizeF(size()) * ratio).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return false;
    image.setDevicePixelRatio(ratio);
    image.setText(QLatin1StringView("Title"), title()); // PNG's own keyword, not for people
    image.fill(Qt::white);
    QPainter painter(&image);
    paint(&painter);
    painter.end();
    return image.save(device, "PNG");
}

Result<void> LadderExport::save(const QString &path) const
{
    QBuffer picture;
    picture.open(QIODevice::WriteOnly);
    const bool isPng = path.endsWith(QLatin1StringView(".png"), Qt::CaseInsensitive);
    if (!(isPng ? writePng(&picture) : writeSvg(&picture)))
        return failure(Code::StorageFailed, tr("there is too little memory for it"));
    return writeWholeFile(path, picture.data());
}

} // namespace waxwing
