// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Composite.h"

#include <QImage>
#include <QTimer>
#include <functional>

class QVBoxLayout;

namespace waxwing {

class Band;
class Button;
class ComposerEdit;
class HintLine;
class QuoteBar;
class WritingLine;

/// Where a message is written, with Send beside it: a new one, an answer, or another text for one that was
/// sent. What cannot be sent stays, with the reason in a line above; where writing is forbidden a band says
/// why in its place. What was being written waits while another message is edited.
class Composer final : public Composite
{
    Q_OBJECT

public:
    using Judge = std::function<QString(const QString &text)>; ///< a sentence why not, or nothing

    /// "/msg NAME text": tells that person alone, or without text only goes there; a sentence why not, or
    /// nothing.
    using Teller = std::function<QString(const QString &name, const QString &text)>;

    enum class Task { New, Answer, Edit };
    /// The message that is answered or edited.
    struct Target
    {
        quint64 number = 0;
        quint64 localId = 0; ///< where it has no number yet
        QString account;     ///< whose it is
        QString name;        ///< as a window may show it
        QString line;        ///< how it begins
    };

    explicit Composer(QWidget *parent = nullptr);

    void setJudge(Judge judge) { m_judge = std::move(judge); }
    void setTeller(Teller teller) { m_teller = std::move(teller); }
    /// Why writing is not allowed, and its icon; empty: allowed.
    void setForbidden(const QString &reason, const QString &icon = QStringLiteral("mute"));
    void answer(const Target &target);
    void edit(const Target &target, const QString &text);
    void endTask(); ///< what was written before comes back
    [[nodiscard]] Task task() const { return m_task; }
    [[nodiscard]] const Target &target() const { return m_target; }

    void setDraft(const QString &text);                  ///< of an earlier time; does not count as writing
    [[nodiscard]] QString draft() const;                 ///< what is written anew
    void setSelf(const QString &name) { m_self = name; } ///< for /me
    void setRecipient(const QString &name);              ///< who alone reads it; as delivered, the room
    void setWriters(const QStringList &names);

    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void sendAnyway(); ///< what was taken for a wish to leave is a message
    void insert(const QString &text);
    void takeFocus();

    // Files (ComposerFiles.cpp).
    /// Whether the room knows files, and why it takes none just now; empty: it takes them.
    void setFiles(bool isOffered, const QString &reason);
    [[nodiscard]] bool canAttach() const;
    void refuse(const QString &why); ///< in the line above
    void say(const QString &icon, Tone tone, const QString &words);

    [[nodiscard]] ComposerEdit *edit() const { return m_edit; }
    [[nodiscard]] Button *sendButton() const { return m_send; }
    [[nodiscard]] Button *emojiButton() const { return m_emoji; }
    [[nodiscard]] Button *attachButton() const { return m_attach; }
    [[nodiscard]] Button *asFileButton() const { return m_asFile; }
    [[nodiscard]] QuoteBar *quoteBar() const { return m_quote; }
    [[nodiscard]] WritingLine *writingLine() const { return m_writing; }
    [[nodiscard]] QString line() const; ///< above the edit: a refusal or a hint
    [[nodiscard]] bool isForbidden() const { return m_isForbidden; }

Q_SIGNALS:
    void sayRequested(const QString &text);
    void answerRequested(quint64 number, const QString &text);
    void editRequested(quint64 number, quint64 localId, const QString &text);
    void lastRequested();   ///< Up, with nothing written: my last message is to be edited
    void emojiRequested();  ///< by the button
    void attachRequested(); ///< by the button
    void filesPasted(const QStringList &paths);
    void picturePasted(const QImage &picture);
    void textFileRequested(const QString &text); ///< too long for a message
    void draftChanged();                         ///< soon after the last key
    void writingChanged(bool writing);
    void leaveOffered();   ///< the whole message was bye, exit or end; the draft stays
    void leaveRequested(); ///< /bye
    void helpRequested();  ///< /help; the commands stand in the line above

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void send();
    void connectFiles();
    void refreshFiles();
    void refreshPlaceholder();
    void offerAsFile(const QString &text, bool isWritten);
    void sendAsFile();
    void say(const QString &text);
    bool runCommand(const QString &text);
    bool tellAlone(const QString &text);
    void refresh();
    void build();
    void connectParts();
    void placeColumn();
    void onTextChanged();
    void setWriting(bool writing);
    void clear();
    void beginTask(Task task, const Target &target);

    HintLine *m_line;
    WritingLine *m_writing;
    QuoteBar *m_quote;
    Button *m_asFile;
    Button *m_emoji;
    Button *m_attach;
    ComposerEdit *m_edit;
    Button *m_send;
    Band *m_forbidden;
    QVBoxLayout *m_frame; ///< what stands inside the line around the edit
    QTimer m_draftTimer;
    QTimer m_idleTimer;
    Judge m_judge;
    Teller m_teller;
    Task m_task = Task::New;
    Target m_target;
    QString m_draft; ///< while another message is edited
    QString m_self;
    QString m_recipient;          ///< harmless inside a sentence; empty: the room
    QString m_longText;           ///< may go as a file
    QString m_noFiles;            ///< why the room takes none
    QString m_purpose;            ///< what is written here: "Message the room"
    bool m_isLongWritten = false; ///< it stands in the edit
    bool m_knowsFiles = false;
    bool m_isWriting = false;
    bool m_isQuiet = false; ///< the program changes the text
    bool m_isForbidden = false;
};

} // namespace waxwing
