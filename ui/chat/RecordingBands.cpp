// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RecordingBands.h"

#include "Band.h"
#include "Button.h"
#include "ForeignText.h"

#include <QAccessible>
#include <QDir>
#include <QLocale>
#include <QVBoxLayout>

namespace waxwing {

namespace {

QString shown(const QString &file)
{
    return foreignInside(QDir::toNativeSeparators(file));
}

QString sentenceOf(const Band *band)
{
    return band->isHidden() ? QString() : band->sentence();
}

} // namespace

RecordingBands::RecordingBands(QWidget *parent)
    : Composite(parent), m_keyLog(new Band(Tone::Bad, QStringLiteral("key"), {}, Band::Form::Flush, this)),
      m_others(new Band(Tone::Bad, QStringLiteral("key"), {}, Band::Form::Flush, this)),
      m_capture(new Band(Tone::Muted, QStringLiteral("info"), {}, Band::Form::Flush, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (Band *band : {m_keyLog, m_others, m_capture}) {
        column->addWidget(band);
        band->hide();
    }
    m_keyLog->setAction(tr("Stop the key log"));
    m_capture->setAction(tr("Stop the capture"));
    connect(m_keyLog, &Band::actionRequested, this, &RecordingBands::stopKeyLogRequested);
    connect(m_capture, &Band::actionRequested, this, &RecordingBands::stopCaptureRequested);
}

void RecordingBands::show(Band *band, const QString &sentence)
{
    const bool begins = band->isHidden() && !sentence.isEmpty();
    if (!sentence.isEmpty())
        band->setSentence(sentence);
    else if (band->actionButton()->hasFocus() && parentWidget())
        parentWidget()->setFocus(); // passed on to where writing goes on
    band->setVisible(!sentence.isEmpty());
    band->setAccessibleName(sentence);
    if (!begins)
        return;
    QAccessibleEvent alert(band, QAccessible::Alert); // once, not with each number
    QAccessible::updateAccessibility(&alert);
}

void RecordingBands::setKeyLog(const QString &file)
{
    QString sentence;
    if (!file.isEmpty() && m_person.isEmpty())
        sentence = tr("You are giving the keys away: whoever has the key log %1 can read what this program "
                      "sends and receives.")
                       .arg(shown(file));
    else if (!file.isEmpty())
        sentence =
            tr("You are giving the room's keys away: whoever has the key log %1 sees with whom you talk "
               "here, when and how much. The keys of what you say to %2 alone are not in it.")
                .arg(shown(file), foreignInside(m_person));
    show(m_keyLog, sentence);
}

void RecordingBands::setOthersKeyLogs(bool host, const QStringList &names, bool otherDevice)
{
    QStringList who;
    if (host)
        who.append(tr("the host"));
    if (otherDevice)
        who.append(tr("another of your devices"));
    const qsizetype named = std::min<qsizetype>(names.size(), 3 - who.size());
    for (const QString &name : names.first(named))
        who.append(foreignInside(name));
    const qsizetype more = names.size() - named;
    QString list = who.join(tr(", "));
    if (more > 0)
        list = tr("%1 and %n more", nullptr, int(more)).arg(list);
    show(m_others, who.isEmpty()
                       ? QString()
                       : tr("Keys are being given away: a key log is written by %1. Whoever has that file "
                            "can read what is said here.")
                             .arg(list));
}

void RecordingBands::setCapture(const QString &file, quint64 frames, bool readable)
{
    QString sentence;
    if (!file.isEmpty()) {
        sentence = tr("Writing what the network carries to %1 · %2 frames")
                       .arg(shown(file), QLocale().toString(frames));
        if (readable)
            sentence += tr(" · with the readable form");
    }
    show(m_capture, sentence);
}

QString RecordingBands::keyLogSentence() const
{
    return sentenceOf(m_keyLog);
}

QString RecordingBands::othersSentence() const
{
    return sentenceOf(m_others);
}

QString RecordingBands::captureSentence() const
{
    return sentenceOf(m_capture);
}

Button *RecordingBands::stopKeyLogButton() const
{
    return m_keyLog->actionButton();
}

Button *RecordingBands::stopCaptureButton() const
{
    return m_capture->actionButton();
}

} // namespace waxwing
