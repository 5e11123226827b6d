// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Icons.h"

#include "SvgPath.h"
#include "Theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QMutex>
#include <QPainter>
#include <QPixmapCache>

namespace waxwing {

namespace {

/// The parsed shapes of a file; kept, since they never change. Pictures are drawn in threads of the pool,
/// too.
QList<SvgShape> shapesOf(const QString &name)
{
    static QMutex mutex;
    static QHash<QString, QList<SvgShape>> parsed;
    const QMutexLocker locker(&mutex);
    auto found = parsed.find(name);
    if (found == parsed.end()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        const bool open = file.open(QIODevice::ReadOnly);
        Q_ASSERT_X(open, "paintIcon", qPrintable(name));
        found = parsed.insert(name, open ? parseSvg(QString::fromUtf8(file.readAll())) : QList<SvgShape>());
    }
    return *found;
}

class IconEngine final : public QIconEngine
{
public:
    IconEngine(QString name, Tone tone) : m_name(std::move(name)), m_tone(tone) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Theme theme = Theme::of();
        Tone tone = m_tone;
        if (mode == QIcon::Disabled)
            tone = Tone::Disabled;
        else if (mode == QIcon::Selected)
            tone = Tone::OnFill;
        paintIcon(painter, m_name, rect, theme.colour(tone));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new IconEngine(m_name, m_tone); }
    QString key() const override { return QStringLiteral("waxwing"); }
    QString iconName() override { return m_name; }

private:
    QString m_name;
    Tone m_tone;
};

class SealEngine final : public QIconEngine
{
public:
    explicit SealEngine(int largest) : m_largest(largest) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode, QIcon::State) override
    {
        paintSeal(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override
    {
        QList<QSize> sizes;
        for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
            if (side <= m_largest)
                sizes.append({side, side});
        }
        return sizes;
    }

    [[nodiscard]] QIconEngine *clone() const override { return new SealEngine(m_largest); }

private:
    int m_largest;
};

} // namespace

void paintIcon(QPainter *painter, const QString &name, const QRectF &rect, const QColor &colour, qreal stroke)
{
    const qreal side = std::min(rect.width(), rect.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center().x() - side / 2, rect.center().y() - side / 2);
    painter->scale(side / 24, side / 24);
    painter->setPen(QPen(colour,
                         stroke > 0   ? stroke
                         : side <= 16 ? 2.1
                                      : 1.75,
                         Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    const QList<SvgShape> shapes = shapesOf(name);
    for (const SvgShape &shape : shapes)
        painter->drawPath(shape.path);
    painter->restore();
}

QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal devicePixelRatio, qreal stroke)
{
    const QString key = QStringLiteral("waxwing/%1/%2/%3/%4/%5")
                            .arg(name)
                            .arg(size)
                            .arg(colour.rgba(), 8, 16)
                            .arg(devicePixelRatio)
                            .arg(stroke);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap((QSizeF(size, size) * devicePixelRatio).toSize());
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintIcon(&painter, name, QRectF(0, 0, size, size), colour, stroke);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon themedIcon(const QString &name, Tone tone)
{
    return QIcon(new IconEngine(name, tone));
}

void paintSeal(QPainter *painter, const QRectF &rect)
{
    const qreal side = std::min(rect.width(), rect.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.center().x() - side / 2, rect.center().y() - side / 2);
    painter->scale(side / 256, side / 256);
    painter->setPen(Qt::NoPen);
    const qreal device = side * painter->device()->devicePixelRatioF();
    const QString name = device <= 24 ? QStringLiteral("waxwing-small") : QStringLiteral("waxwing");
    const QList<SvgShape> shapes = shapesOf(name);
    for (const SvgShape &shape : shapes) {
        painter->setBrush(shape.fill);
        painter->drawPath(shape.path);
    }
    painter->restore();
}

QIcon appIcon()
{
    return QIcon(new SealEngine(256));
}

QIcon smallAppIcon()
{
    return QIcon(new SealEngine(48));
}

} // namespace waxwing
