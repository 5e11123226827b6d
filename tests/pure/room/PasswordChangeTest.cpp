// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "History.h"
#include "HostPlace.h"
#include "VaultDatabase.h"

#include <QDir>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QtEndian>
#include <algorithm>

using namespace waxwing;
using namespace waxwing::test;

namespace {

const QString source = QStringLiteral(WAXWING_SOURCE_DIR);
const QString asha = QStringLiteral("asha");
const QString fresh = QStringLiteral("another long password");

/// A cable that loses `change_final` and what follows it, or all that the host says behind it. A guest's
/// frame is either short or that one in these tests: what pads to 256 B, or to more (PROTOCOL 5.2).
class Cable : public QTcpServer
{
public:
    enum class Loses { Nothing, Question, Answer };
    explicit Cable(quint16 port) : m_port(port)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, &Cable::lay);
    }
    void lose(Loses what) { m_loses = what; }
    /// `change_final` came; with Loses::Question nobody will ever have it.
    [[nodiscard]] bool wasAsked() const { return m_wasAsked; }
    void cutAndMend()
    {
        m_loses = Loses::Nothing;
        m_wasAsked = false;
        for (QTcpSocket *end : findChildren<QTcpSocket *>())
            end->abort();
    }

private:
    void lay()
    {
        while (QTcpSocket *near = nextPendingConnection()) {
            auto *far = new QTcpSocket(this);
            far->connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            carry(near, far, true);
            carry(far, near, false);
        }
    }
    void carry(QTcpSocket *from, QTcpSocket *to, bool isGuests)
    {
        connect(from, &QTcpSocket::readyRead, to,
                [this, from, to, isGuests, frames = std::make_shared<QByteArray>()] {
                    frames->append(from->readAll());
                    for (qsizetype size = frameSize(*frames); size > 0; size = frameSize(*frames)) {
                        const QByteArray frame = frames->first(size);
                        frames->remove(0, size);
                        m_wasAsked = m_wasAsked || (m_loses != Loses::Nothing && isGuests && size > longest);
                        if (!m_wasAsked || isGuests != (m_loses == Loses::Question))
                            to->write(frame);
                    }
                });
        connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
    }
    /// Of the first one, its length included; 0 where it is not whole (PROTOCOL 3.1).
    static qsizetype frameSize(const QByteArray &bytes)
    {
        if (bytes.size() < 4)
            return 0;
        const qsizetype size = 4 + qsizetype(qFromBigEndian<quint32>(bytes.constData()));
        return bytes.size() < size ? 0 : size;
    }
    static constexpr qsizetype longest = 300; ///< of a record of 256 B

    quint16 m_port;
    Loses m_loses = Loses::Nothing;
    bool m_wasAsked = false;
};

} // namespace

/// Another password over the whole way from the client to the host and its store, and what stands in the
/// vault at each step.
class PasswordChangeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("QT_NO_THREADED_GLIB", "1"); }
    void init();
    void cleanup();
    void changes();
    void wrongOldPasswordLeavesNothing();
    void behindAnotherDevice_data();
    void behindAnotherDevice();
    void passwordsThatCannotBe();
    void onlyOneAtATime();
    void aHostThatDoesNotOfferIt();
    void theAnswerIsLost();
    void theQuestionIsLost();
    void killedWhileTheHostHasIt();
    void killedBeforeTheHostHasIt();
    void reset();
    void aResetWithTheEarlierPassword();
    void aResetBesideAnOpenVault();
    void aWrongCode();
    void moreResetsThanALinkTakes();
    void aCodeIsAskedForWhileItIsNotOpen();

private:
    std::unique_ptr<Visitor> joins(quint16 port = 0)
    {
        auto visitor = std::make_unique<Visitor>(source, quickSettings(), m_profile->filePath(asha));
        JoinTarget target = Visitor::linked(m_host->info());
        if (port != 0)
            target.addresses = {{QStringLiteral("127.0.0.1"), port}};
        m_changed = std::make_unique<QSignalSpy>(&visitor->client(), &RoomClient::passwordChanged);
        m_refused = std::make_unique<QSignalSpy>(&visitor->client(), &RoomClient::passwordRefused);
        m_troubled = std::make_unique<QSignalSpy>(&visitor->client(), &RoomClient::vaultTroubled);
        m_aside = std::make_unique<QSignalSpy>(&visitor->client(), &RoomClient::vaultPutAside);
        visitor->client().join(target);
        return visitor;
    }
    [[nodiscard]] QDir vaults(const QString &profile) const
    {
        return QDir(m_profile->filePath(profile + QStringLiteral("/vaults")));
    }
    /// How many changes the host has stored.
    [[nodiscard]] qsizetype stored() const
    {
        return std::count_if(m_notices->begin(), m_notices->end(), [](const QVariantList &told) {
            return told.first().toString().contains(QStringLiteral("has changed the password"));
        });
    }
    /// Of a vault that nobody has open.
    std::size_t wraps(const QString &profile = asha)
    {
        VaultDatabase file;
        const QString name = vaults(profile).entryList({QStringLiteral("*.sqlite")}, QDir::Files).value(0);
        if (!file.openFile(m_profile->filePath(profile), name))
            return 0;
        return file.wraps()->size();
    }
    void copyProfile(const QString &to)
    {
        QVERIFY(QDir(m_profile->path()).mkpath(to + QStringLiteral("/vaults")));
        for (const QString &folder : {to, to + QStringLiteral("/vaults")})
            QVERIFY(QFile::setPermissions(m_profile->filePath(folder),
                                          QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        for (const QString &name : vaults(asha).entryList(QDir::Files))
            QVERIFY(QFile::copy(vaults(asha).filePath(name), vaults(to).filePath(name)));
    }
    /// The profile is as a kill has left it; the password that the host has opens it, and tidies.
    void comesBackAfterAKill(const QString &password);
    [[nodiscard]] Code refusal(int index = 0) const
    {
        return m_refused->value(index).value(0).value<LobbyRefusal>().error.code;
    }

    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<Visitor> m_hostPlace;
    HostControl *m_host = nullptr;
    std::unique_ptr<QSignalSpy> m_notices; ///< of the host
    std::unique_ptr<QSignalSpy> m_changed;
    std::unique_ptr<QSignalSpy> m_refused;
    std::unique_ptr<QSignalSpy> m_troubled;
    std::unique_ptr<QSignalSpy> m_aside;
};

#define IS_IN(visitor, password)                                                                             \
    QTRY_COMPARE_WITH_TIMEOUT((visitor)->client().stage(), RoomStage::Lobby, patience);                      \
    (visitor)->client().logIn(asha, password);                                                               \
    QTRY_COMPARE_WITH_TIMEOUT((visitor)->client().stage(), RoomStage::InRoom, patience)

#define IS_REFUSED(visitor, password)                                                                        \
    QTRY_COMPARE_WITH_TIMEOUT((visitor)->client().stage(), RoomStage::Lobby, patience);                      \
    (visitor)->client().logIn(asha, password);                                                               \
    QTRY_COMPARE_WITH_TIMEOUT((visitor)->refusals.size(), 1, patience);                                      \
    QCOMPARE((visitor)->refusals.first().error.code, Code::PasswordWrong)

void PasswordChangeTest::init()
{
    m_profile = std::make_unique<QTemporaryDir>();
    m_hostPlace = std::make_unique<Visitor>(source, quickSettings());
    m_host = openRoom(*m_hostPlace);
    m_notices = std::make_unique<QSignalSpy>(m_host, &HostControl::notice);
    OPENS(m_host);
    Visitor first(source, quickSettings(), m_profile->filePath(asha));
    ENTERS(first, m_host, "asha");
    first.client().say(QStringLiteral("before"));
    QTRY_COMPARE_WITH_TIMEOUT(first.messages.size(), 1, patience);
}

void PasswordChangeTest::cleanup()
{
    m_notices.reset();
    m_changed.reset();
    m_refused.reset();
    m_troubled.reset();
    m_aside.reset();
    m_hostPlace.reset();
}

void PasswordChangeTest::changes()
{
    {
        Cable cable(m_host->info().port);
        const auto visitor = joins(cable.serverPort());
        IS_IN(visitor, Visitor::password());
        QVERIFY(visitor->client().lobby().canChangePassword);
        visitor->client().changePassword(Visitor::password(), fresh);
        QTRY_COMPARE_WITH_TIMEOUT(m_changed->size(), 1, patience);
        // The session goes on, over a break too, without being asked.
        cable.cutAndMend();
        QTRY_VERIFY_WITH_TIMEOUT(visitor->hasStage(RoomStage::Reconnecting), patience);
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::InRoom, patience);
        visitor->client().say(QStringLiteral("after"));
        QTRY_COMPARE_WITH_TIMEOUT(visitor->messages.size(), 1, patience);
        visitor->client().changePassword(fresh, Visitor::password());
        QTRY_COMPARE_WITH_TIMEOUT(m_changed->size(), 2, patience);
        visitor->client().changePassword(Visitor::password(), fresh);
        QTRY_COMPARE_WITH_TIMEOUT(m_changed->size(), 3, patience);
    }
    QCOMPARE(wraps(), std::size_t(1));
    const auto visitor = joins();
    IS_REFUSED(visitor, Visitor::password());
    IS_IN(visitor, fresh);
    QCOMPARE(m_troubled->size(), 0);
    QVERIFY(visitor->client().history()->isOpen());
}

void PasswordChangeTest::wrongOldPasswordLeavesNothing()
{
    {
        Cable cable(m_host->info().port);
        const auto visitor = joins(cable.serverPort());
        IS_IN(visitor, Visitor::password());
        visitor->client().changePassword(QStringLiteral("not the right one"), fresh);
        QTRY_COMPARE_WITH_TIMEOUT(m_refused->size(), 1, patience);
        QCOMPARE(refusal(), Code::PasswordWrong);
        QCOMPARE(m_refused->first().first().value<LobbyRefusal>().triesLeft, 4);
        QCOMPARE(visitor->client().stage(), RoomStage::InRoom);
        cable.lose(Cable::Loses::Answer); // nor does it in between, where somebody ends the program
        visitor->client().changePassword(QStringLiteral("not the right one"), fresh);
        QTRY_VERIFY_WITH_TIMEOUT(cable.wasAsked(), patience);
        copyProfile(QStringLiteral("between"));
    }
    QCOMPARE(wraps(QStringLiteral("between")), std::size_t(1));
    QCOMPARE(wraps(), std::size_t(1));
    const auto visitor = joins();
    IS_IN(visitor, Visitor::password());
    QCOMPARE(m_troubled->size(), 0);
}

/// Another device has changed the password meanwhile, so the host's salt is not that of the log-in.
void PasswordChangeTest::behindAnotherDevice_data()
{
    QTest::addColumn<QStringList>("elsewhere"); ///< what it was changed to there, one behind the other
    QTest::addColumn<QString>("typed");
    QTest::addColumn<std::size_t>("wrapsBetween"); ///< from `change_final` on, until it is answered
    QTest::addColumn<bool>("isTaken");
    const QString wrong = QStringLiteral("not the right one");
    QTest::newRow("wrong") << QStringList{fresh} << wrong << std::size_t(1) << false;
    QTest::newRow("right, and nothing here shows it")
        << QStringList{fresh} << fresh << std::size_t(1) << true;
    QTest::newRow("it is the old one again")
        << QStringList{fresh, Visitor::password()} << Visitor::password() << std::size_t(2) << true;
    QTest::newRow("right here, wrong at the host")
        << QStringList{fresh} << Visitor::password() << std::size_t(2) << false;
}

void PasswordChangeTest::behindAnotherDevice()
{
    QFETCH(QStringList, elsewhere);
    QFETCH(QString, typed);
    QFETCH(std::size_t, wrapsBetween);
    QFETCH(bool, isTaken);
    const QString third = QStringLiteral("a third long one");
    {
        Cable cable(m_host->info().port);
        const auto visitor = joins(cable.serverPort());
        IS_IN(visitor, Visitor::password());
        Visitor other(source, quickSettings());
        other.client().join(Visitor::linked(m_host->info()));
        IS_IN(&other, Visitor::password());
        QSignalSpy changed(&other.client(), &RoomClient::passwordChanged);
        QString now = Visitor::password();
        for (const QString &next : elsewhere) {
            other.client().changePassword(std::exchange(now, next), next);
            QTRY_COMPARE_WITH_TIMEOUT(changed.size(), elsewhere.indexOf(next) + 1, patience);
        }
        cable.lose(Cable::Loses::Answer);
        visitor->client().changePassword(typed, third);
        QTRY_VERIFY_WITH_TIMEOUT(cable.wasAsked(), patience);
        copyProfile(QStringLiteral("between"));
        QCOMPARE(wraps(QStringLiteral("between")), wrapsBetween);
        if (isTaken)
            QTRY_COMPARE_WITH_TIMEOUT(stored(), elsewhere.size() + 1, patience);
        cable.cutAndMend();
        if (isTaken)
            QTRY_COMPARE_WITH_TIMEOUT(m_changed->size(), 1, patience);
        else
            QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::Ended, patience);
        QCOMPARE(m_changed->size(), isTaken ? 1 : 0);
    }
    if (!isTaken)
        return;
    QCOMPARE(wraps(), std::size_t(1));
    const auto visitor = joins();
    IS_IN(visitor, third);
    QCOMPARE(m_troubled->size(), 0);
}

void PasswordChangeTest::passwordsThatCannotBe()
{
    const auto visitor = joins();
    IS_IN(visitor, Visitor::password());
    visitor->client().changePassword(Visitor::password(), QStringLiteral("short"));
    QCOMPARE(refusal(0), Code::PasswordTooShort);
    visitor->client().changePassword(QStringLiteral("short"), fresh);
    QCOMPARE(refusal(1), Code::PasswordWrong);
}

void PasswordChangeTest::onlyOneAtATime()
{
    Cable cable(m_host->info().port); // through this thread: the host hears of the first behind both wishes
    const auto visitor = joins(cable.serverPort());
    IS_IN(visitor, Visitor::password());
    visitor->client().changePassword(Visitor::password(), fresh);
    visitor->client().changePassword(Visitor::password(), QStringLiteral("a third long one"));
    QTRY_COMPARE_WITH_TIMEOUT(m_changed->size(), 1, patience);
    QCOMPARE(m_refused->size(), 1);
    QCOMPARE(refusal(), Code::Busy);
    QCOMPARE(visitor->client().stage(), RoomStage::InRoom);
}

void PasswordChangeTest::aHostThatDoesNotOfferIt()
{
    HostOptions options;
    options.port = 0;
    options.bindAddresses = {QStringLiteral("127.0.0.1")};
    options.features = {};
    options.advertise = false;
    Visitor place(source, quickSettings());
    HostControl *plain = place.engine().makeHost(options, &place);
    OPENS(plain);
    Visitor ravi(source, quickSettings());
    ENTERS(ravi, plain, "ravi");
    QVERIFY(!ravi.client().lobby().canChangePassword && !ravi.client().lobby().canReset);
    QSignalSpy refused(&ravi.client(), &RoomClient::passwordRefused);
    ravi.client().changePassword(Visitor::password(), fresh);
    QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patience);
    QCOMPARE(refused.first().first().value<LobbyRefusal>().error.code, Code::NotOffered);
    QCOMPARE(ravi.client().stage(), RoomStage::InRoom);
}

void PasswordChangeTest::theAnswerIsLost()
{
    {
        Cable cable(m_host->info().port);
        const auto visitor = joins(cable.serverPort());
        IS_IN(visitor, Visitor::password());
        cable.lose(Cable::Loses::Answer);
        visitor->client().changePassword(Visitor::password(), fresh);
        QTRY_COMPARE_WITH_TIMEOUT(stored(), 1, patience); // and its answer is lost
        // Looked at when the link is told to have broken: the next one may bring the answer soon.
        std::optional<qsizetype> known;
        const QObject context;
        connect(&visitor->client(), &RoomClient::stageChanged, &context, [&](RoomStage stage) {
            if (stage == RoomStage::Reconnecting)
                known = m_changed->size() + m_refused->size();
        });
        cable.cutAndMend();
        QTRY_VERIFY_WITH_TIMEOUT(known, patience);
        QCOMPARE(*known, 0); // nobody knows yet
        QTRY_COMPARE_WITH_TIMEOUT(m_changed->size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::InRoom, patience);
        QCOMPARE(m_refused->size(), 0);
    }
    QCOMPARE(wraps(), std::size_t(1));
    const auto visitor = joins();
    IS_IN(visitor, fresh);
    QCOMPARE(m_troubled->size(), 0);
}

void PasswordChangeTest::theQuestionIsLost()
{
    {
        Cable cable(m_host->info().port);
        const auto visitor = joins(cable.serverPort());
        IS_IN(visitor, Visitor::password());
        cable.lose(Cable::Loses::Question);
        visitor->client().changePassword(Visitor::password(), fresh);
        QTRY_VERIFY_WITH_TIMEOUT(cable.wasAsked(), patience);
        cable.cutAndMend();
        QTRY_COMPARE_WITH_TIMEOUT(m_refused->size(), 1, patience);
        QCOMPARE(refusal(), Code::Lost);
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::InRoom, patience);
        QCOMPARE(m_changed->size(), 0);
        QCOMPARE(stored(), 0);
    }
    QCOMPARE(wraps(), std::size_t(2)); // what was asked might yet have been on its way
    {
        const auto visitor = joins();
        IS_IN(visitor, Visitor::password());
        QCOMPARE(m_troubled->size(), 0);
    }
    QCOMPARE(wraps(), std::size_t(1));
}

void PasswordChangeTest::comesBackAfterAKill(const QString &password)
{
    QVERIFY(QDir(m_profile->filePath(asha)).removeRecursively());
    QVERIFY(QDir(m_profile->path()).rename(QStringLiteral("killed"), asha));
    QCOMPARE(wraps(), std::size_t(2));
    {
        const auto visitor = joins();
        const QString wrong = password == fresh ? Visitor::password() : fresh;
        IS_REFUSED(visitor, wrong);
        IS_IN(visitor, password);
        QCOMPARE(m_troubled->size(), 0);
        QCOMPARE(visitor->notices(RoomNotice::Kind::YouJoined), 0); // the history is there
    }
    QCOMPARE(wraps(), std::size_t(1));
}

void PasswordChangeTest::killedWhileTheHostHasIt()
{
    {
        Cable cable(m_host->info().port);
        const auto visitor = joins(cable.serverPort());
        IS_IN(visitor, Visitor::password());
        cable.lose(Cable::Loses::Answer);
        visitor->client().changePassword(Visitor::password(), fresh);
        QTRY_COMPARE_WITH_TIMEOUT(stored(), 1, patience); // and its answer is lost
        copyProfile(QStringLiteral("killed"));
    }
    comesBackAfterAKill(fresh);
}

void PasswordChangeTest::killedBeforeTheHostHasIt()
{
    {
        Cable cable(m_host->info().port);
        const auto visitor = joins(cable.serverPort());
        IS_IN(visitor, Visitor::password());
        cable.lose(Cable::Loses::Question);
        visitor->client().changePassword(Visitor::password(), fresh);
        QTRY_VERIFY_WITH_TIMEOUT(cable.wasAsked(), patience);
        copyProfile(QStringLiteral("killed"));
    }
    comesBackAfterAKill(Visitor::password());
}

void PasswordChangeTest::reset()
{
    QSignalSpy answered(m_host, &HostControl::resetAnswered);
    m_host->makeResetCode(QStringLiteral(" ASHA "));
    m_host->makeResetCode(QStringLiteral("nobody"));
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 2, patience);
    auto refused = answered.first().first().value<ResetAnswer>();
    auto answer = answered.last().first().value<ResetAnswer>();
    if (!refused.error) // whichever comes first: a name is judged at once, a code is stored before it is told
        std::swap(refused, answer);
    QVERIFY(refused.error && !answer.error);
    QCOMPARE(refused.error->code, Code::NameUnknown);
    QCOMPARE(answer.name, asha);
    QCOMPARE(answer.code.size(), limits::inviteCharacters);
    {
        const auto visitor = joins();
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::Lobby, patience);
        QVERIFY(visitor->client().lobby().canReset);
        visitor->client().resetPassword(asha, answer.code.toLower(), fresh);
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::InRoom, patience);
        QCOMPARE(m_aside->size(), 1);
        QCOMPARE(m_troubled->size(), 0);
        QCOMPARE(vaults(asha).entryList({QStringLiteral("*.old-*")}).size(), 1); // kept
    }
    const auto visitor = joins();
    QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::Lobby, patience);
    visitor->client().resetPassword(asha, answer.code, QStringLiteral("a third long one"));
    QTRY_COMPARE_WITH_TIMEOUT(visitor->refusals.size(), 1, patience);
    QCOMPARE(visitor->refusals.first().error.code, Code::ResetCodeInvalid);
    QCOMPARE(visitor->client().stage(), RoomStage::Lobby);
    IS_IN(visitor, fresh);
    QCOMPARE(m_troubled->size(), 0);
}

/// The code was not needed for what this PC keeps.
void PasswordChangeTest::aResetWithTheEarlierPassword()
{
    QSignalSpy answered(m_host, &HostControl::resetAnswered);
    m_host->makeResetCode(asha);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
    {
        const auto visitor = joins();
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::Lobby, patience);
        visitor->client().resetPassword(asha, answered.first().first().value<ResetAnswer>().code, fresh,
                                        Visitor::password());
        QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::InRoom, patience);
        QCOMPARE(m_aside->size() + m_troubled->size(), 0);
        QCOMPARE(visitor->notices(RoomNotice::Kind::YouJoined), 0); // the history is there
    }
    QVERIFY(vaults(asha).entryList({QStringLiteral("*.old-*")}).isEmpty());
    const auto visitor = joins();
    IS_IN(visitor, fresh);
    QCOMPARE(m_troubled->size(), 0);
}

/// What another window has open cannot be put aside: the code is not spent on it.
void PasswordChangeTest::aResetBesideAnOpenVault()
{
    QSignalSpy answered(m_host, &HostControl::resetAnswered);
    m_host->makeResetCode(asha);
    QTRY_COMPARE_WITH_TIMEOUT(answered.size(), 1, patience);
    const QString code = answered.first().first().value<ResetAnswer>().code;
    {
        const auto visitor = joins();
        IS_IN(visitor, Visitor::password());
        const std::unique_ptr<RoomClient> second(visitor->engine().makeClient(nullptr));
        QSignalSpy refused(second.get(), &RoomClient::refused);
        QSignalSpy aside(second.get(), &RoomClient::vaultPutAside);
        second->join(Visitor::linked(m_host->info()));
        QTRY_COMPARE_WITH_TIMEOUT(second->stage(), RoomStage::Lobby, patience);
        second->resetPassword(asha.toUpper(), code, fresh);
        QTRY_COMPARE_WITH_TIMEOUT(refused.size(), 1, patience);
        QCOMPARE(refused.first().first().value<LobbyRefusal>().error.code, Code::ProfileInUse);
        QCOMPARE(aside.size(), 0);
    }
    const auto visitor = joins();
    QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::Lobby, patience);
    visitor->client().resetPassword(asha, code, fresh); // it is good still
    QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::InRoom, patience);
    QCOMPARE(m_aside->size(), 1);
}

void PasswordChangeTest::aWrongCode()
{
    const auto visitor = joins();
    QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::Lobby, patience);
    visitor->client().resetPassword(asha, QStringLiteral("too short"), fresh);
    QTRY_COMPARE_WITH_TIMEOUT(visitor->refusals.size(), 1, patience);
    QCOMPARE(visitor->refusals.last().error.code, Code::ResetCodeInvalid);
    QCOMPARE(visitor->refusals.last().triesLeft, -1); // the host was not asked
    visitor->client().resetPassword(asha, QStringLiteral("AAAA BBBB CCCC DDDD"), fresh);
    QTRY_COMPARE_WITH_TIMEOUT(visitor->refusals.size(), 2, patience);
    QCOMPARE(visitor->refusals.last().error.code, Code::ResetCodeInvalid);
    QCOMPARE(visitor->refusals.last().triesLeft, 4);
    IS_IN(visitor, Visitor::password()); // nothing has changed, nothing was put aside
    QCOMPARE(m_aside->size(), 0);
    QVERIFY(vaults(asha).entryList({QStringLiteral("*.old-*")}).isEmpty());
}

/// The eleventh goes over another link, and nobody is told.
void PasswordChangeTest::moreResetsThanALinkTakes()
{
    const auto visitor = joins();
    QTRY_COMPARE_WITH_TIMEOUT(visitor->client().stage(), RoomStage::Lobby, patience);
    for (int i = 1; i <= limits::resetsPerLink + 1; ++i) {
        visitor->client().resetPassword(asha, QStringLiteral("AAAA BBBB CCCC DDDD"), fresh);
        QTRY_COMPARE_WITH_TIMEOUT(visitor->refusals.size(), i, patience);
        QCOMPARE(visitor->refusals.last().error.code,
                 i <= limits::freeFailures + 1 ? Code::ResetCodeInvalid : Code::Throttled);
    }
    QCOMPARE(visitor->client().stage(), RoomStage::Lobby);
}

void PasswordChangeTest::aCodeIsAskedForWhileItIsNotOpen()
{
    QList<quint64> asked;
    QList<quint64> closed; ///< numbers that were answered with this
    bool isAnsweredLate = false;
    QObject context;
    connect(m_host, &HostControl::resetAnswered, &context, [&](const ResetAnswer &answer) {
        QVERIFY(asked.contains(answer.question)); // never before its number is known
        if (answer.error && answer.error->code == Code::RoomClosed)
            closed.append(answer.question);
        QCOMPARE(answer.name, asha);
    });
    connect(m_host, &HostControl::stateChanged, &context, [&](HostControl::State state) {
        isAnsweredLate = state == HostControl::State::Closed && closed.isEmpty();
    });
    asked.append(m_host->makeResetCode(asha)); // answered with a code, or not: it closes at once
    m_host->close(Code::RoomClosed);
    asked.append(m_host->makeResetCode(asha));
    QTRY_COMPARE_WITH_TIMEOUT(m_host->state(), HostControl::State::Closed, patience);
    QVERIFY(!isAnsweredLate);
    QVERIFY(closed.contains(asked.at(1)));
    asked.append(m_host->makeResetCode(asha));
    QVERIFY(!closed.contains(asked.at(2)));
    QTRY_VERIFY_WITH_TIMEOUT(closed.contains(asked.at(2)), patience);
}

QTEST_GUILESS_MAIN(PasswordChangeTest)
#include "PasswordChangeTest.moc"
