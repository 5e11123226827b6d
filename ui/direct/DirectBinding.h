// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "DirectHistory.h"
#include "DirectView.h"
#include "DirectWords.h"

namespace waxwing {

class ChatPage;
class DirectBand;
class Engine;
class RoomClient;

/// Ties one direct conversation to the page that shows it: facts up, wishes down. What a setting withholds is
/// neither told nor shown. Deciding about keys is DirectDecisions' matter.
class DirectBinding final : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    DirectBinding(Engine &engine, RoomClient *client, const QString &name, ChatPage *page,
                  QObject *parent = nullptr);
    ~DirectBinding() override; ///< keeps what is being written

    void tell(const QString &text); ///< as if it was written here, and sent
    [[nodiscard]] const DirectFacts &facts() const { return m_facts; }
    [[nodiscard]] DirectBand *band() const { return m_band; }
    /// Of each conversation; by itself from the next one on.
    void onSaid(const waxwing::DirectSaidFact &said);

private:
    void connectPage();
    void connectTalk();
    void connectFacts();
    void connectSettings();
    void refreshSetting(const QString &key);
    void refreshWriters();
    void refresh();
    void refreshTrust(const DirectPersonView &view);
    void connectKeyLogs();
    void refreshKeyLogs();
    void showFound();
    void letHistoryGo();

    void say(const QString &text, quint64 replyTo);
    void change(quint64 number, const QString &text, Act act);
    void changeWaiting(quint64 localId, const QString &text);
    void retry(quint64 localId);
    void onFailed(const DirectFailedFact &failure);
    void keepDraft();
    void tellRead();
    [[nodiscard]] DirectPersonView view() const;
    [[nodiscard]] DirectFacts factsOf(const DirectPersonView &view) const;
    [[nodiscard]] FilePerson filesWith(const DirectPersonView &view, const DirectFacts &facts) const;

    Engine &m_engine;
    RoomClient *m_room;
    DirectClient *m_client;
    QString m_name;
    QPointer<ChatPage> m_page;
    DirectBand *m_band; ///< the page's
    DirectIndex m_index;
    DirectHistory *m_history = nullptr;
    DirectFacts m_facts;
    QSet<Bytes> m_compared;            ///< identities
    QHash<quint64, QString> m_waiting; ///< other texts for what the vault has not taken yet, by local id
    QString m_draft;                   ///< as the vault has it
};

} // namespace waxwing
