// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "LateIcon.h"

#include <QIconEngine>
#include <QPainter>
#include <optional>

namespace waxwing {

namespace {

class LateEngine final : public QIconEngine
{
public:
    explicit LateEngine(std::function<QIcon()> make) : m_make(std::move(make)) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        icon().paint(painter, rect, Qt::AlignCenter, mode, state);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return icon().pixmap(size, 1, mode, state);
    }

    QSize actualSize(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return icon().actualSize(size, mode, state);
    }

    QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override
    {
        return icon().availableSizes(mode, state);
    }

    [[nodiscard]] QIconEngine *clone() const override { return new LateEngine(m_make); }
    QString key() const override { return QStringLiteral("waxwing-late"); }

private:
    const QIcon &icon()
    {
        if (!m_icon)
            m_icon = m_make();
        return *m_icon;
    }

    std::function<QIcon()> m_make;
    std::optional<QIcon> m_icon;
};

} // namespace

QIcon lateIcon(std::function<QIcon()> make)
{
    return QIcon(new LateEngine(std::move(make)));
}

} // namespace waxwing
