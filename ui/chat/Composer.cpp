// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Composer.h"

#include "Band.h"
#include "Button.h"
#include "CommandList.h"
#include "ComposerEdit.h"
#include "ForeignText.h"
#include "HintLine.h"
#include "Limits.h"
#include "MessageLayout.h"
#include "QuoteBar.h"
#include "WaxwingStyle.h"
#include "WritingLine.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QStyle>

namespace waxwing {

namespace {

constexpr int draftMs = 400;
constexpr int idleMs = 7'000; ///< so long without a key, and nobody is writing any more
constexpr int topMargin = 20; ///< for px(): the line that says who writes has its place in it

} // namespace

Composer::Composer(QWidget *parent)
    : Composite(parent), m_line(new HintLine(this)), m_writing(new WritingLine(this)),
      m_quote(new QuoteBar(this)),
      m_asFile(new Button(Button::Kind::Link, tr("Send it as a text file"), this)),
      m_emoji(Button::iconButton(QStringLiteral("smile"), tr("Emoji (Ctrl+E)"), this)),
      m_attach(Button::iconButton(QStringLiteral("attach"), tr("Send files (Ctrl+Shift+A)"), this)),
      m_edit(new ComposerEdit(this)), m_send(new Button(Button::Kind::Filled, tr("Send"), this)),
      m_forbidden(new Band(Tone::Muted, QStringLiteral("mute"), {}, Band::Form::Rounded, this)),
      m_frame(new QVBoxLayout), m_purpose(m_edit->accessibleName())
{
    m_send->setIconName(QStringLiteral("send"));
    m_forbidden->hide();
    m_emoji->setAccessibleName(tr("Emoji"));
    new CommandList(m_edit);
    build();
    setTabOrder(m_edit, m_send);
    setTabOrder(m_send, m_emoji);
    setTabOrder(m_emoji, m_attach);
    setTabOrder(m_attach, m_quote->closeButton());
    m_draftTimer.setSingleShot(true);
    m_draftTimer.setInterval(draftMs);
    m_idleTimer.setSingleShot(true);
    m_idleTimer.setInterval(idleMs);
    connectParts();
    connectFiles();
    refresh();
}

void Composer::build()
{
    auto *column = new QVBoxLayout(this);
    auto *row = new QHBoxLayout;
    auto *foot = new QHBoxLayout;
    auto *beside = new QVBoxLayout;
    beside->addStretch();
    auto *icons = new QHBoxLayout;
    icons->setSpacing(0);
    icons->addWidget(m_emoji);
    icons->addWidget(m_attach);
    beside->addLayout(icons);
    foot->setSpacing(0);
    foot->addLayout(beside);
    foot->addWidget(m_edit, 1);
    m_frame->setSpacing(0);
    m_frame->addWidget(m_quote);
    m_frame->addLayout(foot);
    row->addLayout(m_frame, 1);
    row->addWidget(m_send, 0, Qt::AlignBottom);
    auto *below = new QHBoxLayout;
    below->addWidget(m_asFile);
    below->addStretch();
    column->addWidget(m_line);
    column->addLayout(below);
    column->addLayout(row);
    column->addWidget(m_forbidden);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    metrics([this, column, row, beside](const Theme &theme) {
        row->setSpacing(theme.px(8));
        column->setSpacing(theme.px(6));
        m_send->setFixedHeight(m_edit->lineHeight());
        const int aside = std::max(0, (m_edit->lineHeight() - m_emoji->sizeHint().height()) / 2);
        beside->setContentsMargins(aside + 1, 0, 0, aside);
        placeColumn();
    });
}

void Composer::connectParts()
{
    connect(m_edit, &ComposerEdit::sendRequested, this, &Composer::send);
    connect(m_send, &Button::clicked, this, &Composer::send);
    connect(m_edit, &ComposerEdit::textChanged, this, &Composer::onTextChanged);
    connect(m_edit, &ComposerEdit::lastRequested, this, &Composer::lastRequested);
    connect(m_edit, &ComposerEdit::left, this, [this] { setWriting(false); });
    connect(m_quote, &QuoteBar::closeRequested, this, [this] {
        endTask();
        setWriting(false);
        takeFocus();
    });
    connect(m_emoji, &Button::clicked, this, &Composer::emojiRequested);
    connect(&m_draftTimer, &QTimer::timeout, this, &Composer::draftChanged);
    connect(&m_idleTimer, &QTimer::timeout, this, [this] { setWriting(false); });
}

/// Messages, composer and bands stand in one column.
void Composer::placeColumn()
{
    const Theme theme = Theme::of(this);
    const auto [left, wide] = chatColumn(width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent), theme);
    layout()->setContentsMargins(left, theme.px(topMargin), std::max(0, width() - left - wide), theme.px(14));
    const int high = m_writing->sizeHint().height();
    m_writing->setGeometry(left, std::max(0, (theme.px(topMargin) - high) / 2 - 1), wide, high);
}

void Composer::onTextChanged()
{
    m_line->say({});
    offerAsFile({}, false);
    refresh();
    if (m_isQuiet)
        return;
    if (m_task != Task::Edit)
        m_draftTimer.start();
    setWriting(!m_edit->toPlainText().trimmed().isEmpty());
}

void Composer::setWriting(bool writing)
{
    if (writing)
        m_idleTimer.start();
    else
        m_idleTimer.stop();
    if (std::exchange(m_isWriting, writing) != writing)
        Q_EMIT writingChanged(writing);
}

void Composer::setRecipient(const QString &name)
{
    m_recipient = foreignInside(name);
    m_purpose = tr("Message %1", "person").arg(m_recipient);
    refreshFiles();
    if (m_task == Task::New)
        m_edit->setAccessibleName(m_purpose);
}

void Composer::setWriters(const QStringList &names)
{
    m_writing->setWriters(names);
}

void Composer::refresh()
{
    m_send->setEnabled(!m_edit->toPlainText().trimmed().isEmpty());
}

void Composer::beginTask(Task task, const Target &target)
{
    endTask();
    m_task = task;
    m_target = target;
    m_send->setText(task == Task::Edit ? tr("Save") : tr("Send"));
    m_edit->setTakesCommands(task != Task::Edit);
}

void Composer::answer(const Target &target)
{
    if (m_isForbidden)
        return;
    beginTask(Task::Answer, target);
    m_quote->showReply(target.account, target.name, target.line);
    m_edit->setAccessibleName(tr("Answer to %1").arg(target.name));
    takeFocus();
    update();
}

void Composer::edit(const Target &target, const QString &text)
{
    if (m_isForbidden)
        return;
    beginTask(Task::Edit, target);
    m_draft = m_edit->toPlainText();
    m_quote->showEdit(target.line);
    m_edit->setAccessibleName(tr("Edit your message"));
    setDraft(text);
    takeFocus();
    update();
}

void Composer::endTask()
{
    if (m_task == Task::New)
        return;
    const bool edited = std::exchange(m_task, Task::New) == Task::Edit;
    m_target = {};
    m_quote->hide();
    m_send->setText(tr("Send"));
    m_edit->setTakesCommands(true);
    m_edit->setAccessibleName(m_purpose);
    if (edited)
        setDraft(std::exchange(m_draft, {}));
    update();
}

void Composer::setDraft(const QString &text)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    setText(text);
}

QString Composer::draft() const
{
    return m_task == Task::Edit ? m_draft : m_edit->toPlainText();
}

void Composer::setForbidden(const QString &reason, const QString &icon)
{
    m_isForbidden = !reason.isEmpty();
    const bool had = m_edit->hasFocus() || m_send->hasFocus();
    m_forbidden->setTone(Tone::Muted, icon);
    m_forbidden->setSentence(reason);
    m_forbidden->setVisible(m_isForbidden);
    if (m_isForbidden) {
        endTask();
        setWriting(false);
    }
    for (QWidget *part : {static_cast<QWidget *>(m_edit), static_cast<QWidget *>(m_send),
                          static_cast<QWidget *>(m_emoji), static_cast<QWidget *>(m_writing)})
        part->setVisible(!m_isForbidden);
    refreshFiles();
    m_line->setVisible(!m_isForbidden && !m_line->words().isEmpty());
    if (m_isForbidden && had)
        nextInFocusChain()->setFocus();
    update();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

QString Composer::line() const
{
    return m_line->words();
}

void Composer::setText(const QString &text)
{
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
}

void Composer::insert(const QString &text)
{
    if (m_isForbidden)
        return;
    takeFocus();
    m_edit->textCursor().insertText(text);
}

void Composer::takeFocus()
{
    m_edit->setFocus(Qt::OtherFocusReason);
}

void Composer::send()
{
    const QString text = this->text();
    const QString word = text.trimmed();
    if (word.isEmpty() || m_isForbidden)
        return;
    if (m_task == Task::Edit) {
        say(text);
        return;
    }
    if (runCommand(word) || tellAlone(word))
        return;
    for (const QLatin1StringView parting :
         {QLatin1StringView("bye"), QLatin1StringView("exit"), QLatin1StringView("end")}) {
        if (word.compare(parting, Qt::CaseInsensitive) == 0) {
            Q_EMIT leaveOffered();
            return;
        }
    }
    say(text);
}

void Composer::sendAnyway()
{
    say(text());
}

void Composer::say(const QString &text)
{
    if (text.trimmed().isEmpty() || m_isForbidden)
        return;
    if (const QString why = m_judge ? m_judge(text) : QString(); !why.isEmpty()) {
        m_line->say(QStringLiteral("alert"), Tone::Bad, why);
        if (m_task == Task::New && text.toUtf8().size() > limits::textBytes)
            offerAsFile(text, true);
        return; // the draft stays as it is
    }
    const Task task = m_task;
    const Target target = m_target;
    if (task != Task::Edit)
        clear();
    endTask();
    if (task == Task::Edit)
        Q_EMIT editRequested(target.number, target.localId, text);
    else if (task == Task::Answer)
        Q_EMIT answerRequested(target.number, text);
    else
        Q_EMIT sayRequested(text);
    setWriting(false); // afterwards: the message itself ends the writing for others
}

void Composer::clear()
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    m_edit->clear();
    m_draftTimer.stop();
    Q_EMIT draftChanged();
}

void Composer::resizeEvent(QResizeEvent *event)
{
    Composite::resizeEvent(event);
    placeColumn();
    refreshPlaceholder();
}

void Composer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_task != Task::New) {
        endTask();
        setWriting(false);
        takeFocus();
        return;
    }
    Composite::keyPressEvent(event);
}

void Composer::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(this);
    const Tokens &tokens = theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.canvas);
    if (m_isForbidden)
        return;
    const bool focus = m_edit->hasFocus();
    const bool wrong = m_line->tone() == Tone::Bad && !m_line->words().isEmpty();
    paintRounded(&painter, m_frame->geometry(), theme.px(radius::control), tokens.canvas,
                 wrong   ? tokens.bad
                 : focus ? tokens.accent
                         : tokens.outline,
                 wrong || focus || tokens.highContrast ? 2 : 1);
}

} // namespace waxwing
