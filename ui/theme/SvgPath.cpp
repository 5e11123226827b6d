// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "SvgPath.h"

#include <QtMath>
#include <cmath>

namespace waxwing {

namespace {

class PathReader
{
public:
    explicit PathReader(QStringView data) : m_data(data) {}

    QPainterPath read()
    {
        QChar command;
        for (;;) {
            skipBlanks();
            if (m_at >= m_data.size())
                return m_path;
            if (m_data[m_at].isLetter())
                command = m_data[m_at++];
            else if (command.isNull() || command.toLower() == u'z')
                return m_path;
            if (!step(command))
                return m_path;
            if (command == u'M')
                command = u'L';
            else if (command == u'm')
                command = u'l';
        }
    }

private:
    void skipBlanks()
    {
        while (m_at < m_data.size() && (m_data[m_at].isSpace() || m_data[m_at] == u','))
            ++m_at;
    }

    double number()
    {
        skipBlanks();
        const bool minus = m_at < m_data.size() && m_data[m_at] == u'-';
        if (minus || (m_at < m_data.size() && m_data[m_at] == u'+'))
            ++m_at;
        // Both are whole and far below 2^53: one division rounds as a library's reader does, at a tenth of
        // its cost. A start reads hundreds of these.
        double digits = 0;
        double scale = 1;
        bool point = false;
        bool any = false;
        for (; m_at < m_data.size(); ++m_at) {
            const char16_t c = m_data[m_at].unicode();
            if (c == u'.' && !point) {
                point = true;
                continue;
            }
            if (c < u'0' || c > u'9')
                break;
            any = true;
            digits = digits * 10 + (c - u'0');
            scale = point ? scale * 10 : scale;
        }
        m_fine = m_fine && any;
        return (minus ? -digits : digits) / scale;
    }

    bool flag()
    {
        skipBlanks();
        if (m_at >= m_data.size()) {
            m_fine = false;
            return false;
        }
        return m_data[m_at++] == u'1';
    }

    QPointF point(bool relative)
    {
        const double x = number();
        const double y = number();
        return relative ? m_path.currentPosition() + QPointF(x, y) : QPointF(x, y);
    }

    bool step(QChar command)
    {
        const bool relative = command.isLower();
        const QPointF at = m_path.currentPosition();
        QPointF control = at;
        switch (command.toLower().unicode()) {
        case u'm':
            if (const QPointF to = point(relative); m_fine)
                m_path.moveTo(to);
            break;
        case u'l':
            if (const QPointF to = point(relative); m_fine)
                m_path.lineTo(to);
            break;
        case u'h':
            m_path.lineTo(number() + (relative ? at.x() : 0), at.y());
            break;
        case u'v':
            m_path.lineTo(at.x(), number() + (relative ? at.y() : 0));
            break;
        case u'c':
        case u's': {
            const QPointF first = command.toLower() == u's' ? 2 * at - m_control : point(relative);
            control = point(relative);
            m_path.cubicTo(first, control, point(relative));
            break;
        }
        case u'q': {
            const QPointF middle = point(relative);
            m_path.quadTo(middle, point(relative));
            break;
        }
        case u'a': {
            const double rx = number();
            const double ry = number();
            number(); // a turned ellipse: our icons have circles only
            const bool large = flag();
            const bool sweep = flag();
            arc(rx, ry, large, sweep, point(relative));
            break;
        }
        case u'z':
            m_path.closeSubpath();
            break;
        default:
            return false;
        }
        m_control =
            command.toLower() == u'c' || command.toLower() == u's' ? control : m_path.currentPosition();
        return m_fine;
    }

    // SVG 1.1 appendix F.6.5, for an ellipse that is not turned.
    void arc(double rx, double ry, bool large, bool sweep, QPointF to)
    {
        const QPointF from = m_path.currentPosition();
        if (!m_fine || rx <= 0 || ry <= 0 || from == to)
            return;
        const double dx = (from.x() - to.x()) / 2;
        const double dy = (from.y() - to.y()) / 2;
        const double lambda = (dx * dx) / (rx * rx) + (dy * dy) / (ry * ry);
        if (lambda > 1) {
            rx *= std::sqrt(lambda);
            ry *= std::sqrt(lambda);
        }
        const double below = rx * rx * dy * dy + ry * ry * dx * dx;
        const double factor =
            (large == sweep ? -1 : 1) * std::sqrt(std::max(0.0, (rx * rx * ry * ry - below) / below));
        const double cx = factor * rx * dy / ry;
        const double cy = -factor * ry * dx / rx;
        const QPointF centre(cx + (from.x() + to.x()) / 2, cy + (from.y() + to.y()) / 2);
        const double start = std::atan2((from.y() - centre.y()) / ry, (from.x() - centre.x()) / rx);
        const double end = std::atan2((to.y() - centre.y()) / ry, (to.x() - centre.x()) / rx);
        double span = end - start;
        if (sweep && span < 0)
            span += 2 * M_PI;
        else if (!sweep && span > 0)
            span -= 2 * M_PI;
        m_path.arcTo(QRectF(centre.x() - rx, centre.y() - ry, 2 * rx, 2 * ry), -qRadiansToDegrees(start),
                     -qRadiansToDegrees(span));
    }

    QStringView m_data;
    qsizetype m_at = 0;
    QPainterPath m_path;
    QPointF m_control;
    bool m_fine = true;
};

QStringView attribute(QStringView element, QLatin1StringView name)
{
    const QString key = u' ' + QString(name) + QStringLiteral("=\"");
    const qsizetype start = element.indexOf(key);
    if (start < 0)
        return {};
    const QStringView rest = element.mid(start + key.size());
    return rest.left(rest.indexOf(u'"'));
}

} // namespace

QPainterPath parseSvgPath(QStringView data)
{
    return PathReader(data).read();
}

QList<SvgShape> parseSvg(QStringView svg)
{
    QList<SvgShape> shapes;
    for (qsizetype at = svg.indexOf(u"<path "); at >= 0; at = svg.indexOf(u"<path ", at + 1)) {
        const QStringView element = svg.mid(at, svg.indexOf(u'>', at) - at);
        SvgShape shape;
        shape.path = parseSvgPath(attribute(element, QLatin1StringView("d")));
        if (const QStringView fill = attribute(element, QLatin1StringView("fill")); !fill.isEmpty())
            shape.fill = QColor(fill);
        shapes.append(shape);
    }
    return shapes;
}

} // namespace waxwing
