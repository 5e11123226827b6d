// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "Clock.h"
#include "MdnsParty.h"
#include "Result.h"

#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>
#include <QUdpSocket>
#include <memory>
#include <vector>

namespace waxwing {

/// Multicast DNS on every interface that is up, IPv4 and IPv6, loopback too: port 5353, shared with whoever
/// else listens there. Carries messages between the network and those who take part; follows interfaces that
/// come and go. Open only while somebody takes part.
class MdnsSocket : public QObject
{
    Q_OBJECT
public:
    enum class Reach {
        Everywhere,
        ThisPc ///< the loopback interface alone
    };
    explicit MdnsSocket(const Clock &clock, QObject *parent = nullptr);
    void setReach(Reach reach) { m_reach = reach; } ///< before anybody takes part
    ~MdnsSocket() override;                         ///< whoever still takes part says goodbye

    /// `onlyAt`: just the interfaces that have one of these addresses; empty: all. CannotListen where the
    /// port is not shared.
    Result<void> join(MdnsParty *party, const QStringList &onlyAt = {});
    void leave(MdnsParty *party);                         ///< with its goodbye
    void wake();                                          ///< a party has something to say
    [[nodiscard]] bool isOurs(const DnsName &name) const; ///< of one who takes part here
    [[nodiscard]] qint64 now() const { return m_clock.monotonicMs(); }

    static QList<MdnsLink> systemLinks(); ///< as they are at this moment

Q_SIGNALS:
    void turned(); ///< something was heard or said: parties may have changed

private:
    struct Member
    {
        MdnsParty *party = nullptr;
        QStringList onlyAt;
    };
    struct Family
    {
        std::unique_ptr<QUdpSocket> socket;
        std::vector<std::unique_ptr<QUdpSocket>> further; ///< one takes few memberships (Linux: 20)
        QSet<int> joined;
        QHostAddress group;
    };

    Result<void> open();
    void close();
    bool openFamily(Family &family, const QHostAddress &any, const QString &group);
    void refreshLinks();
    void joinGroups(Family &family, const QList<MdnsLink> &links);
    bool joinGroup(Family &family, int link);
    static bool has(const Family &family, const MdnsLink &link);
    void give(const Member &member) const;
    void onReadyRead(Family &family);
    void onTimeout();
    void send(const MdnsDeparture &departure);
    void sendBy(Family &family, const MdnsLink &link, const Bytes &bytes, const MdnsDeparture &departure);
    void schedule();

    const Clock &m_clock;
    Family m_four;
    Family m_six;
    Reach m_reach = Reach::Everywhere;
    QString m_trouble;
    QList<MdnsLink> m_links;
    std::vector<Member> m_members;
    QTimer m_timer;
    QTimer m_refresh;
};

} // namespace waxwing
