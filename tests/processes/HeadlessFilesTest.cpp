// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "Engine.h"
#include "HeadlessFiles.h"

#include <QTemporaryDir>
#include <QTest>

using namespace waxwing;

namespace {

constexpr quint64 most = 10'000; ///< files that a run can name

FileNote noted(quint64 number)
{
    return {Bytes(limits::fileIdSize, 'f'), QString::number(number), 5, Bytes(32, 'd')};
}

} // namespace

/// Which files a program without a window can still take, of all that it heard of.
class HeadlessFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void ofTheRoomTheOldestIsForgotten();
    void ofOnePersonTheOldestIsForgotten();

private:
    /// Whether it is known: it begins, then.
    bool takes(const QJsonObject &fields)
    {
        HeadlessFiles &files = *m_files;
        const bool was = files.isBusy();
        return files.run(QStringLiteral("take_file"), fields, {}) && files.isBusy() && !was;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<RoomClient> m_client;
    std::unique_ptr<HeadlessFiles> m_files;
};

void HeadlessFilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_engine = std::make_unique<Engine>(Engine::Options{m_folder->path(), {}});
    QVERIFY(m_engine->openProfile());
    m_client.reset(m_engine->makeClient(nullptr));
    m_files = std::make_unique<HeadlessFiles>(*m_client, m_folder->path(), true);
}

void HeadlessFilesTest::cleanup()
{
    m_files.reset();
    m_client.reset();
    m_engine.reset();
    m_folder.reset();
}

void HeadlessFilesTest::ofTheRoomTheOldestIsForgotten()
{
    for (quint64 number = 1; number <= most + 1; ++number)
        m_files->note(number, noted(number));
    QVERIFY(!takes({{QStringLiteral("number"), 1}}));
    QVERIFY(takes({{QStringLiteral("number"), qint64(most + 1)}}));
}

void HeadlessFilesTest::ofOnePersonTheOldestIsForgotten()
{
    const QString ravi = QStringLiteral("ravi");
    for (quint64 counter = 1; counter <= most + 1; ++counter) {
        DirectSaidFact fact;
        fact.name = ravi;
        fact.message.identity = Bytes(32, 'x');
        fact.message.device = Bytes(limits::deviceSize, 'r');
        fact.message.counter = counter;
        fact.message.file = noted(counter);
        Q_EMIT m_client->direct()->said(fact);
    }
    QVERIFY(!takes({{QStringLiteral("from"), ravi}, {QStringLiteral("counter"), 1}}));
    QVERIFY(takes({{QStringLiteral("from"), ravi}, {QStringLiteral("counter"), qint64(most + 1)}}));
}

QTEST_GUILESS_MAIN(HeadlessFilesTest)
#include "HeadlessFilesTest.moc"
