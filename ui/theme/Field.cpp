// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Field.h"

#include "Icons.h"
#include "Label.h"
#include "Tile.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace waxwing {

namespace {

/// A small row of icon and caption.
QWidget *makeLine(Tile *icon, Label *words, QWidget *parent, QHBoxLayout *&row)
{
    auto *line = new QWidget(parent);
    row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto *column = new QVBoxLayout;
    column->addWidget(icon);
    column->addStretch();
    row->addLayout(column);
    row->addWidget(words, 1);
    return line;
}

} // namespace

Field::Field(const QString &label, QWidget *parent)
    : Panel(parent), m_label(new Label(Type::Strong, {}, this)), m_edit(new QLineEdit(this)),
      m_column(new QVBoxLayout(this)),
      m_icon(new Tile(QStringLiteral("alert"), Tone::Bad, Tile::Shape::Bare, 14)),
      m_words(new Label(Type::Caption))
{
    m_label->setBuddy(m_edit);
    m_words->setWrapped(true);
    QHBoxLayout *row = nullptr;
    m_line = makeLine(m_icon, m_words, this, row);
    QHBoxLayout *capsRow = nullptr;
    m_caps = makeLine(new Tile(QStringLiteral("caps"), Tone::Warn, Tile::Shape::Bare, 14),
                      new Label(Type::Caption, tr("Caps Lock is on.")), this, capsRow);
    m_caps->hide();
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_label);
    auto *editRow = new QHBoxLayout;
    editRow->addWidget(m_edit, 1);
    editRow->addStretch(0);
    m_column->addLayout(editRow);
    m_column->addWidget(m_line);
    m_column->addWidget(m_caps);
    metrics([this, row, capsRow](const Theme &theme) {
        m_column->setSpacing(theme.px(5));
        row->setSpacing(theme.px(6));
        capsRow->setSpacing(theme.px(6));
        m_edit->setMaximumWidth(m_widest > 0 ? theme.px(m_widest) : QWIDGETSIZE_MAX);
    });
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, &Field::onEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &Field::submitted);
    setLabel(label);
    refresh();
}

void Field::setLabel(const QString &label)
{
    m_label->setText(label);
    m_edit->setAccessibleName(label);
}

void Field::setHint(const QString &hint)
{
    m_hint = hint;
    refresh();
}

void Field::setNote(Tone tone, const QString &sentence)
{
    m_noteTone = tone;
    m_note = sentence;
    refresh();
}

void Field::setError(const QString &sentence)
{
    m_error = sentence;
    refresh();
}

QString Field::shownLine() const
{
    return m_line->isVisibleTo(this) ? m_words->text() : QString();
}

void Field::setWidest(int width)
{
    m_widest = width;
    m_edit->setMaximumWidth(width > 0 ? Theme::of(this).px(width) : QWIDGETSIZE_MAX);
}

void Field::insertBelowEdit(QWidget *widget)
{
    m_column->insertWidget(2, widget);
}

void Field::refresh()
{
    const bool wrong = !m_error.isEmpty();
    const QString words = wrong ? m_error : !m_note.isEmpty() ? m_note : m_hint;
    m_words->setText(words);
    m_words->setTone(wrong ? Tone::Bad : Tone::Muted);
    const bool good = !wrong && !m_note.isEmpty() && m_noteTone == Tone::Ok;
    m_icon->setIcon(good ? QStringLiteral("check") : QStringLiteral("alert"), good ? Tone::Ok : Tone::Bad);
    m_icon->setVisible(wrong || good);
    m_line->setVisible(!words.isEmpty());
    m_edit->setAccessibleDescription(words);
    if (m_edit->property("wrong").toBool() != wrong) {
        m_edit->setProperty("wrong", wrong);
        m_edit->update();
    }
}

void Field::onEdited(const QString &text)
{
    if (!m_error.isEmpty())
        setError({});
    Q_EMIT edited(text);
}

void Field::setPassword(bool password)
{
    m_edit->setEchoMode(password ? QLineEdit::Password : QLineEdit::Normal);
    if (!password || m_eye != nullptr)
        return;
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase |
                                Qt::ImhNoPredictiveText);
    m_eye = m_edit->addAction(themedIcon(QStringLiteral("eye"), Tone::Muted), QLineEdit::TrailingPosition);
    m_eye->setText(tr("Show the password"));
    m_eye->setToolTip(tr("Show or hide the password (F8)"));
    m_eye->setShortcut(Qt::Key_F8);
    m_eye->setShortcutContext(Qt::WidgetShortcut);
    connect(m_eye, &QAction::triggered, this, &Field::toggleShown);
}

void Field::toggleShown()
{
    const bool hidden = m_edit->echoMode() == QLineEdit::Password;
    m_edit->setEchoMode(hidden ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(themedIcon(hidden ? QStringLiteral("eye-off") : QStringLiteral("eye"), Tone::Muted));
    m_eye->setText(hidden ? tr("Hide the password") : tr("Show the password"));
}

bool Field::isCapsLockShown() const
{
    return m_caps->isVisibleTo(this);
}

bool Field::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && m_eye != nullptr) {
        if (event->type() == QEvent::KeyPress)
            watchCapsLock(*static_cast<QKeyEvent *>(event));
        else if (event->type() == QEvent::FocusOut)
            showCapsLock(false);
    }
    return Panel::eventFilter(watched, event);
}

void Field::watchCapsLock(const QKeyEvent &event)
{
    // Qt does not tell the lock's state; a capital without Shift (or the reverse) betrays it.
    if (event.key() == Qt::Key_CapsLock) {
        showCapsLock(!isCapsLockShown());
        return;
    }
    const QString text = event.text();
    if (text.size() != 1 || text.at(0).toUpper() == text.at(0).toLower())
        return;
    const bool shift = event.modifiers().testFlag(Qt::ShiftModifier);
    showCapsLock(text.at(0).isUpper() != shift);
}

void Field::showCapsLock(bool on)
{
    m_caps->setVisible(on);
}

} // namespace waxwing
