// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Field.h"

#include "HintLine.h"
#include "Icons.h"
#include "Label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStyle>
#include <QVBoxLayout>

namespace waxwing {

Field::Field(const QString &label, QWidget *parent)
    : Composite(parent), m_label(new Label(Type::Strong, {}, this)), m_edit(new QLineEdit(this)),
      m_column(new QVBoxLayout(this)), m_line(new HintLine(this)), m_caps(new HintLine(this))
{
    m_label->setBuddy(m_edit);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_label);
    auto *editRow = new QHBoxLayout;
    editRow->addWidget(m_edit, 1);
    editRow->addStretch(0);
    m_column->addLayout(editRow);
    m_column->addWidget(m_line);
    m_column->addWidget(m_caps);
    metrics([this](const Theme &theme) {
        m_column->setSpacing(theme.px(5));
        m_edit->setMaximumWidth(m_widest > 0 ? theme.px(m_widest) : QWIDGETSIZE_MAX);
    });
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, &Field::onEdited);
    connect(m_edit, &QLineEdit::returnPressed, this, &Field::submitted);
    setLabel(label);
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
    return m_line->words();
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
    if (wrong)
        m_line->say(QStringLiteral("alert"), Tone::Bad, m_error);
    else if (!m_note.isEmpty() && m_noteTone == Tone::Ok)
        m_line->say(QStringLiteral("check"), Tone::Ok, m_note);
    else
        m_line->say(m_note.isEmpty() ? m_hint : m_note);
    m_edit->setAccessibleDescription(m_line->words());
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

void Field::setPassword(bool withEye)
{
    m_password = true;
    m_edit->setEchoMode(QLineEdit::Password);
    m_edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoAutoUppercase |
                                Qt::ImhNoPredictiveText);
    if (!withEye)
        return;
    m_eye = m_edit->addAction(themedIcon(QStringLiteral("eye"), Tone::Muted), QLineEdit::TrailingPosition);
    m_eye->setText(tr("Show the password"));
    m_eye->setToolTip(tr("Show or hide the password (F8)"));
    m_eye->setShortcut(Qt::Key_F8);
    m_eye->setShortcutContext(Qt::WidgetShortcut);
    connect(m_eye, &QAction::triggered, this,
            [this] { setShown(m_edit->echoMode() == QLineEdit::Password); });
}

void Field::setShown(bool shown)
{
    m_edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    if (m_eye != nullptr) {
        m_eye->setIcon(themedIcon(shown ? QStringLiteral("eye-off") : QStringLiteral("eye"), Tone::Muted));
        m_eye->setText(shown ? tr("Hide the password") : tr("Show the password"));
    }
    Q_EMIT shownChanged(shown);
}

void Field::addBelow(QWidget *widget)
{
    m_column->addWidget(widget);
}

bool Field::isCapsLockShown() const
{
    return !m_caps->words().isEmpty();
}

bool Field::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && m_password) {
        if (event->type() == QEvent::KeyPress)
            watchCapsLock(*static_cast<QKeyEvent *>(event));
        else if (event->type() == QEvent::FocusOut)
            showCapsLock(false);
    }
    return Composite::eventFilter(watched, event);
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
    m_caps->say(QStringLiteral("caps"), Tone::Warn, on ? tr("Caps Lock is on.") : QString());
}

} // namespace waxwing
