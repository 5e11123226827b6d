// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "EmojiPicker.h"

#include "Button.h"
#include "ElidedLabel.h"
#include "EmojiGrid.h"
#include "EmojiModel.h"
#include "EmojiTable.h"
#include "EmojiTabs.h"
#include "Icons.h"
#include "WaxwingStyle.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScreen>

namespace waxwing {

namespace {
constexpr qsizetype mostRecent = 4LL * EmojiGrid::columns;
}

EmojiPicker::EmojiPicker(QWidget *parent)
    : Composite(parent), m_search(new QLineEdit(this)), m_tabs(new EmojiTabs(this)),
      m_model(new EmojiModel(this)), m_grid(new EmojiGrid(m_model, this)),
      m_name(new ElidedLabel(Type::Caption, Qt::ElideRight, {}, this)),
      m_tone(new Button(Button::Kind::Flat, {}, this))
{
    setWindowFlags(Qt::Popup | Qt::FramelessWindowHint);
    setAccessibleName(tr("Emoji"));
    setWindowTitle(tr("Emoji"));
    m_search->setPlaceholderText(tr("Search by name"));
    m_search->setAccessibleName(tr("Search emoji by name"));
    m_search->addAction(themedIcon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_name->setTone(Tone::Muted);
    auto *column = new QVBoxLayout(this);
    auto *foot = new QHBoxLayout;
    column->addWidget(m_search);
    column->addWidget(m_tabs);
    column->addWidget(m_grid);
    foot->addWidget(m_name, 1);
    foot->addWidget(m_tone);
    column->addLayout(foot);
    column->setSizeConstraint(QLayout::SetFixedSize);
    metrics([this, column, foot](const Theme &theme) {
        m_tone->setFont(theme.font(Type::Body, 1.4));
        column->setContentsMargins(theme.px(10), theme.px(10), theme.px(10), theme.px(6));
        column->setSpacing(theme.px(6));
        foot->setContentsMargins(theme.px(4), 0, 0, 0);
        foot->setSpacing(theme.px(8));
    });
    setTabOrder(m_search, m_tabs);
    setTabOrder(m_tabs, m_grid);
    setTabOrder(m_grid, m_tone);
    m_search->installEventFilter(this);
    m_tabs->installEventFilter(this);
    connectParts();
    refreshTone();
    m_tabs->setCurrentIndex(1);
    showTab(1);
}

void EmojiPicker::connectParts()
{
    connect(m_search, &QLineEdit::textChanged, this, &EmojiPicker::find);
    connect(m_tabs, &QTabBar::currentChanged, this, &EmojiPicker::showTab);
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        m_search->clear();
        showTab(tab);
    });
    connect(m_grid, &EmojiGrid::taken, this, &EmojiPicker::take);
    connect(m_grid, &EmojiGrid::lookedAt, this, &EmojiPicker::lookAt);
    connect(m_grid, &EmojiGrid::leftAtTop, m_search, [this] { m_search->setFocus(Qt::BacktabFocusReason); });
    connect(m_grid, &EmojiGrid::typed, this, [this](const QString &text) {
        m_search->setFocus(Qt::OtherFocusReason);
        m_search->insert(text);
    });
    connect(m_tone, &Button::clicked, this, [this] {
        setTone((tone() + 1) % emoji::toneCount);
        Q_EMIT toneChanged(tone());
    });
}

void EmojiPicker::setRecent(const QStringList &recent)
{
    m_recent.clear();
    for (const QString &text : recent) {
        if (m_recent.size() < mostRecent && !m_recent.contains(text) && !EmojiModel::nameOf(text).isEmpty())
            m_recent.append(text);
    }
}

void EmojiPicker::setTone(int tone)
{
    m_model->setTone(tone < 0 || tone >= emoji::toneCount ? 0 : tone);
    refreshTone();
}

int EmojiPicker::tone() const
{
    return m_model->tone();
}

void EmojiPicker::refreshTone()
{
    const QString words[] = {tr("none"),   tr("light"),       tr("medium light"),
                             tr("medium"), tr("medium dark"), tr("dark")};
    const QString name = tr("Skin tone: %1").arg(words[tone()]);
    static const emoji::Entry hand{u"\u270B", "raised hand", 1, 1, 0};
    m_tone->setText(emoji::inTone(hand, tone()));
    m_tone->setAccessibleName(name);
    m_tone->setToolTip(name);
}

QString EmojiPicker::shownName() const
{
    return m_name->fullText();
}

void EmojiPicker::openAt(const QWidget *button)
{
    m_search->clear();
    const int tab = m_recent.isEmpty() ? 1 : 0;
    m_tabs->setCurrentIndex(tab);
    showTab(tab);
    m_search->setFocus(Qt::PopupFocusReason);
    adjustSize();
    const QRect screen = button->screen()->availableGeometry();
    const QPoint top = button->mapToGlobal(QPoint(0, 0));
    const int gap = Theme::of(this).px(6);
    QPoint place(isRightToLeft() ? top.x() + button->width() - width() : top.x(), top.y() - height() - gap);
    if (place.y() < screen.top())
        place.setY(std::min(top.y() + button->height() + gap, screen.bottom() + 1 - height()));
    place.setX(std::clamp(place.x(), screen.left(), std::max(screen.left(), screen.right() + 1 - width())));
    place.setY(std::max(place.y(), screen.top()));
    move(place);
    show();
}

void EmojiPicker::showTab(int tab)
{
    if (!m_search->text().trimmed().isEmpty())
        return; // what was found stays
    if (tab == 0)
        m_model->showRecent(m_recent);
    else
        m_model->showGroup(tab - 1);
    m_grid->scrollToTop();
    lookAt({});
}

void EmojiPicker::find(const QString &words)
{
    if (words.trimmed().isEmpty()) {
        showTab(m_tabs->currentIndex());
        return;
    }
    m_model->search(words);
    m_grid->scrollToTop();
    // What Enter would take is named.
    lookAt(m_model->index(0));
}

void EmojiPicker::lookAt(const QModelIndex &index)
{
    if (index.isValid())
        m_name->setFullText(index.data(Qt::AccessibleTextRole).toString());
    else if (!m_search->text().trimmed().isEmpty())
        m_name->setFullText(m_model->rowCount() == 0
                                ? tr("No emoji has this name")
                                : m_model->index(0).data(Qt::AccessibleTextRole).toString());
    else
        m_name->setFullText(m_model->rowCount() == 0 ? tr("What you use will stand here")
                                                     : tr("Shift takes one and stays"));
}

void EmojiPicker::take(const QString &text, bool stay)
{
    QStringList recent = m_recent;
    recent.removeAll(text);
    recent.prepend(text);
    setRecent(recent);
    if (!stay)
        hide();
    Q_EMIT taken(text);
    Q_EMIT recentChanged(m_recent);
}

bool EmojiPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return Composite::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Down && m_model->rowCount() > 0) {
        m_grid->setCurrentIndex(m_model->index(0));
        m_grid->setFocus(Qt::TabFocusReason);
        return true;
    }
    if (watched != m_search)
        return Composite::eventFilter(watched, event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (!m_search->text().trimmed().isEmpty() && m_model->rowCount() > 0)
            take(m_model->index(0).data().toString(), key->modifiers().testFlag(Qt::ShiftModifier));
        return true;
    }
    if (key->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return Composite::eventFilter(watched, event);
}

void EmojiPicker::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape || event->matches(QKeySequence::Close) ||
        (event->key() == Qt::Key_E && event->modifiers() == Qt::ControlModifier))
        hide();
    else
        Composite::keyPressEvent(event);
}

void EmojiPicker::hideEvent(QHideEvent *event)
{
    Composite::hideEvent(event);
    Q_EMIT closed();
}

void EmojiPicker::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Theme::of(this).tokens();
    QPainter painter(this);
    paintRounded(&painter, rect(), 0, tokens.sheet, tokens.highContrast ? tokens.text : tokens.outline,
                 tokens.highContrast ? 2 : 1);
}

} // namespace waxwing
