// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "KeyBands.h"

#include "KeyWords.h"
#include "Theme.h"
#include "WaxwingStyle.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace waxwing {

namespace {

constexpr int bandHeight = 24;
constexpr int rowHeight = 31;

} // namespace

KeyBands::KeyBands(QWidget *parent) : KeyBands(nullptr, parent) {}

KeyBands::KeyBands(KeyModel *model, QWidget *parent)
    : QWidget(parent), m_model(model != nullptr ? model : new KeyModel(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Keys"));
    connect(m_model, &KeyModel::advanced, this, &KeyBands::tell);
    tell();
}

void KeyBands::setLog(std::shared_ptr<const FrameLog> log)
{
    m_model->setLog(std::move(log));
}

void KeyBands::setLink(quint64 link)
{
    if (link != this->link()) {
        m_mark.reset();
        m_chosen.reset();
    }
    m_model->setLink(link);
}

void KeyBands::setChosen(bool sent, quint32 epoch)
{
    m_chosen = Place{sent, epoch};
    tell();
}

void KeyBands::setNoneChosen()
{
    m_chosen.reset();
    tell();
}

/// Says in words what the bands show; the current ones, and where the keyboard stands.
void KeyBands::tell()
{
    QStringList words;
    for (const bool sent : {true, false}) {
        const auto &epochs = m_model->timeline().epochs(sent);
        if (!epochs.empty())
            words << KeyWords::direction(sent) + u' ' +
                         KeyWords::band(epochs.back(), m_model->timeline().updateEvery());
    }
    QString all = words.isEmpty() ? tr("No keys yet") : words.join(QStringLiteral(", "));
    if (m_mark) {
        if (const KeyEpoch *epoch = m_model->timeline().epoch(m_mark->sent, m_mark->epoch))
            all = tr("%1. %2", "the marked key, the current ones").arg(KeyWords::begins(*epoch), all);
    }
    if (all != accessibleDescription())
        setAccessibleDescription(all);
    update();
}

QSize KeyBands::sizeHint() const
{
    const Theme theme = Theme::of(this);
    return {theme.px(400), 2 * theme.px(rowHeight) - theme.px(rowHeight - bandHeight)};
}

QSize KeyBands::minimumSizeHint() const
{
    return {Theme::of(this).px(160), sizeHint().height()};
}

int KeyBands::labelWidth() const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(Type::Caption));
    return std::max(metrics.horizontalAdvance(KeyWords::direction(true)),
                    metrics.horizontalAdvance(KeyWords::direction(false))) +
           theme.px(18);
}

/// The last ones that fit, oldest left; what is left over widens them in equal parts.
void KeyBands::placeRow(std::vector<Placed> &all, bool sent, int top) const
{
    const Theme theme = Theme::of(this);
    const QFontMetrics metrics(theme.font(Type::Caption));
    const auto &epochs = m_model->timeline().epochs(sent);
    const int gap = theme.px(2);
    const int left = labelWidth();
    int room = width() - left;
    std::vector<Placed> row;
    for (auto epoch = epochs.rbegin(); epoch != epochs.rend(); ++epoch) {
        Placed band{{},
                    sent,
                    epoch->number,
                    epoch->isCurrent,
                    KeyWords::band(*epoch, m_model->timeline().updateEvery())};
        const int wide = metrics.horizontalAdvance(band.words) + theme.px(20);
        if (!row.empty() && wide + gap > room)
            break;
        band.place = QRect(0, top, std::min(wide, room), theme.px(bandHeight));
        room -= wide + gap;
        row.push_back(band);
        if (row.size() == 8)
            break;
    }
    const int more = row.empty() ? 0 : std::min(std::max(room, 0) / int(row.size()), theme.px(90));
    int x = left;
    for (auto band = row.rbegin(); band != row.rend(); ++band) {
        band->place.setWidth(band->place.width() + more);
        band->place.moveLeft(x);
        x += band->place.width() + gap;
        all.push_back(*band);
    }
}

std::vector<KeyBands::Placed> KeyBands::placed() const
{
    std::vector<Placed> all;
    placeRow(all, true, 0);
    placeRow(all, false, Theme::of(this).px(rowHeight));
    return all;
}

void KeyBands::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    painter.setFont(theme.font(Type::Caption));
    painter.setPen(tokens.muted);
    for (const bool sent : {true, false})
        painter.drawText(QRect(0, sent ? 0 : theme.px(rowHeight), labelWidth(), theme.px(bandHeight)),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute, KeyWords::direction(sent));
    const bool byKeyboard = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    for (const Placed &band : placed()) {
        const Place place{band.sent, band.epoch};
        const bool isChosen = m_chosen == place;
        QColor edge = tokens.highContrast ? tokens.outline : QColor(Qt::transparent);
        if (band.isCurrent)
            edge = tokens.accent;
        const QColor ground = isChosen ? tokens.select : band.isCurrent ? tokens.tint : tokens.hover;
        paintRounded(&painter, band.place, theme.px(radius::inner), ground, edge, 1.5);
        if (byKeyboard && m_mark == place)
            paintFocusRing(&painter, band.place, theme.px(radius::inner), this);
        painter.setPen(band.isCurrent || isChosen ? tokens.text : tokens.muted);
        painter.drawText(band.place.adjusted(theme.px(8), 0, -theme.px(4), 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::AlignAbsolute | Qt::TextSingleLine,
                         band.words);
    }
    if (placed().empty()) {
        painter.setPen(tokens.muted);
        painter.drawText(rect().adjusted(labelWidth(), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         tr("no keys yet"));
    }
}

void KeyBands::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!std::exchange(m_watches, true))
        m_model->watch();
}

void KeyBands::hideEvent(QHideEvent *event)
{
    if (std::exchange(m_watches, false))
        m_model->unwatch();
    QWidget::hideEvent(event);
}

void KeyBands::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    update();
    QWidget::changeEvent(event);
}

QString KeyBands::wordsOf(const Placed &band) const
{
    const KeyEpoch *epoch = m_model->timeline().epoch(band.sent, band.epoch);
    return epoch != nullptr ? KeyWords::begins(*epoch) : QString();
}

bool KeyBands::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QString words;
        for (const Placed &band : placed()) {
            if (band.place.contains(help->pos()))
                words = wordsOf(band);
        }
        QToolTip::showText(help->globalPos(), words, this);
        return true;
    }
    return QWidget::event(event);
}

const KeyBands::Placed *KeyBands::bandAt(const std::vector<Placed> &all, const Place &place) const
{
    for (const Placed &band : all) {
        if (Place{band.sent, band.epoch} == place)
            return &band;
    }
    return nullptr;
}

void KeyBands::choose(const Place &place)
{
    m_mark = place;
    m_chosen = place;
    tell();
    Q_EMIT bandChosen(place.sent, place.epoch);
}

void KeyBands::mousePressEvent(QMouseEvent *event)
{
    for (const Placed &band : placed()) {
        if (band.place.contains(event->pos()))
            return choose({band.sent, band.epoch});
    }
    QWidget::mousePressEvent(event);
}

void KeyBands::moveMark(int by)
{
    const std::vector<Placed> all = placed();
    if (all.empty())
        return;
    const Placed *at = m_mark ? bandAt(all, *m_mark) : nullptr;
    const qsizetype from = at != nullptr ? at - all.data() : -1;
    const qsizetype next = at == nullptr ? 0 : qBound<qsizetype>(0, from + by, qsizetype(all.size()) - 1);
    const Placed &band = all[std::size_t(next)];
    if (at == nullptr || band.sent == at->sent)
        m_mark = Place{band.sent, band.epoch};
    tell();
}

/// To the band of the other direction that lies nearest.
void KeyBands::moveMarkAcross()
{
    const std::vector<Placed> all = placed();
    const Placed *at = m_mark ? bandAt(all, *m_mark) : nullptr;
    if (at == nullptr)
        return moveMark(0);
    const Placed *best = nullptr;
    const auto distance = [at](const Placed &band) {
        return std::abs(band.place.center().x() - at->place.center().x());
    };
    for (const Placed &band : all) {
        if (band.sent != at->sent && (best == nullptr || distance(band) < distance(*best)))
            best = &band;
    }
    if (best != nullptr)
        m_mark = Place{best->sent, best->epoch};
    tell();
}

void KeyBands::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveMark(-1);
    case Qt::Key_Right:
        return moveMark(1);
    case Qt::Key_Up:
    case Qt::Key_Down:
        return moveMarkAcross();
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_mark)
            choose(*m_mark);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void KeyBands::focusInEvent(QFocusEvent *event)
{
    if (!m_mark) {
        const auto &sending = m_model->timeline().epochs(true);
        if (!sending.empty())
            m_mark = Place{true, sending.back().number};
    }
    tell();
    QWidget::focusInEvent(event);
}

} // namespace waxwing
