// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "RoomFixture.h"

#include <QTest>

using namespace waxwing;

namespace {

constexpr qint64 now = 1'700'000'000'000;
constexpr qint64 later = now + 900'000;

ScramVerifier verifier(char mark)
{
    return {Bytes(16, mark), 600'000, Bytes(32, mark), Bytes(32, char(mark + 1))};
}

template <class T> Code codeOf(const Result<T> &result)
{
    return result ? Code::Lost : result.error().code;
}

} // namespace

/// Verifiers that take the place of others, and reset codes, as room.sqlite keeps them.
class RoomPasswordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fixture.make(limits::resetCodes + 1)); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_fixture.copyTo(m_folder->path()));
        m_database = std::make_unique<RoomDatabase>();
        reopen();
    }
    void codesAreKept();
    void anAccountHasOne();
    void thereIsALimit();
    void aCodeIsUsedWithTheVerifier();
    void aVerifierAloneEndsTheCode();
    void nothingHappensByHalves();

private:
    /// As after a crash.
    void reopen()
    {
        m_database = std::make_unique<RoomDatabase>();
        auto state = m_database->open({m_folder->path(), std::nullopt}, m_fixture.random());
        QVERIFY(state);
        m_state = *std::move(state);
    }
    [[nodiscard]] qint64 id(int number) const { return m_state.accounts.at(std::size_t(number)).id; }
    [[nodiscard]] Bytes storedKey(int number) const
    {
        return m_state.accounts.at(std::size_t(number)).verifier.storedKey;
    }
    [[nodiscard]] ResetCode code(int number, qint64 expires = later, int digest = 7) const
    {
        return {id(number), RoomFixture::digest(digest), expires};
    }

    RoomFixture m_fixture;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RoomDatabase> m_database;
    RoomState m_state;
};

void RoomPasswordsTest::codesAreKept()
{
    QVERIFY(m_state.resetCodes.empty());
    QVERIFY(m_database->addResetCode(code(1), now));
    reopen();
    QCOMPARE(m_state.resetCodes.size(), std::size_t(1));
    QCOMPARE(m_state.resetCodes.front().account, id(1));
    QCOMPARE(m_state.resetCodes.front().digest, RoomFixture::digest(7));
    QCOMPARE(m_state.resetCodes.front().expiresMs, later);
}

void RoomPasswordsTest::anAccountHasOne()
{
    QVERIFY(m_database->addResetCode(code(1), now));
    QVERIFY(m_database->addResetCode(code(1, later, 8), now));
    QCOMPARE(codeOf(m_database->replaceVerifier(id(1), verifier('n'), RoomFixture::digest(7), now)),
             Code::ResetCodeInvalid);
    reopen();
    QCOMPARE(m_state.resetCodes.size(), std::size_t(1));
    QCOMPARE(m_state.resetCodes.front().digest, RoomFixture::digest(8));
}

void RoomPasswordsTest::thereIsALimit()
{
    for (int number = 0; number < limits::resetCodes; ++number)
        QVERIFY(m_database->addResetCode(code(number, later + number), now));
    QCOMPARE(codeOf(m_database->addResetCode(code(limits::resetCodes), now)), Code::TooManyResetCodes);
    QVERIFY(m_database->addResetCode(code(3), now));                               // in its own place
    QVERIFY(m_database->addResetCode(code(limits::resetCodes, later * 2), later)); // two have expired
    reopen();
    QCOMPARE(m_state.resetCodes.size(), std::size_t(limits::resetCodes - 1));
}

void RoomPasswordsTest::aCodeIsUsedWithTheVerifier()
{
    QVERIFY(m_database->addResetCode(code(1), now));
    QVERIFY(m_database->replaceVerifier(id(1), verifier('n'), RoomFixture::digest(7), later - 1));
    QCOMPARE(codeOf(m_database->replaceVerifier(id(1), verifier('m'), RoomFixture::digest(7), now)),
             Code::ResetCodeInvalid);
    reopen();
    QVERIFY(m_state.resetCodes.empty());
    QCOMPARE(storedKey(1), verifier('n').storedKey);
    QCOMPARE(m_state.accounts.at(1).verifier.salt, verifier('n').salt);
    QCOMPARE(m_state.accounts.at(1).verifier.serverKey, verifier('n').serverKey);
    QVERIFY(storedKey(0) != verifier('n').storedKey);
}

void RoomPasswordsTest::aVerifierAloneEndsTheCode()
{
    QVERIFY(m_database->addResetCode(code(1), now));
    QVERIFY(m_database->addResetCode(code(2, later, 9), now));
    QVERIFY(m_database->replaceVerifier(id(1), verifier('n'), std::nullopt, now));
    reopen();
    QCOMPARE(m_state.resetCodes.size(), std::size_t(1));
    QCOMPARE(m_state.resetCodes.front().account, id(2));
    QCOMPARE(storedKey(1), verifier('n').storedKey);
}

void RoomPasswordsTest::nothingHappensByHalves()
{
    const Bytes before = storedKey(1);
    QVERIFY(m_database->addResetCode(code(1), now));
    const auto tries = [&](qint64 account, int digest, qint64 at) {
        return codeOf(m_database->replaceVerifier(account, verifier('n'), RoomFixture::digest(digest), at));
    };
    QCOMPARE(tries(id(1), 7, later), Code::ResetCodeInvalid); // past its end
    QCOMPARE(tries(id(1), 8, now), Code::ResetCodeInvalid);   // another code
    QCOMPARE(tries(id(2), 7, now), Code::ResetCodeInvalid);   // another account
    QCOMPARE(codeOf(m_database->replaceVerifier(999'999, verifier('n'), std::nullopt, now)), Code::Internal);
    ScramVerifier broken = verifier('n');
    broken.storedKey.chop(1);
    QVERIFY(!m_database->replaceVerifier(id(1), broken, RoomFixture::digest(7), now));
    reopen();
    QCOMPARE(storedKey(1), before);
    QCOMPARE(m_state.resetCodes.size(), std::size_t(1)); // and is as good as before
}

QTEST_GUILESS_MAIN(RoomPasswordsTest)
#include "RoomPasswordsTest.moc"
