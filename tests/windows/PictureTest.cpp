// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#include "PictureReader.h"
#include "PictureShelf.h"
#include "PictureViewer.h"

#include "Button.h"
#include "HintLine.h"

#include <QBuffer>
#include <QImageWriter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

using namespace waxwing;

/// Pictures of strangers: what is shown, what is refused, and how much of it is kept.
class PictureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void kindsAreReadWhateverTheirName_data();
    void kindsAreReadWhateverTheirName();
    void othersAreRefused_data();
    void othersAreRefused();
    void aLieAboutTheSizeIsNotBelieved();
    void aCutPictureIsDamaged();
    void largeOnesComeSmaller();
    void sizesFit();
    void shelfTellsSizeThenPicture();
    void shelfRemembersARefusal();
    void shelfKeepsWithinItsBound();
    void viewerFitsAndShowsPixels();
    void viewerSaysWhatItCannotShow();

private:
    QString put(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }
    static QByteArray encoded(QSize size, const char *format)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        return image.save(&buffer, format) ? bytes : QByteArray();
    }
    /// A PNG whose head tells another size; its check sum is right.
    static QByteArray lying(quint32 width, quint32 height)
    {
        QByteArray png = encoded({8, 8}, "png");
        qToBigEndian(width, png.data() + 16);
        qToBigEndian(height, png.data() + 20);
        quint32 crc = 0xFFFFFFFFU;
        for (int at = 12; at < 29; ++at) {
            crc ^= static_cast<quint8>(png[at]);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0);
        }
        qToBigEndian(~crc, png.data() + 29);
        return png;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void PictureTest::kindsAreReadWhateverTheirName_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("png") << encoded({40, 30}, "png");
    QTest::newRow("jpeg") << encoded({40, 30}, "jpeg");
    // The smallest GIF there is, of one pixel.
    QTest::newRow("gif") << QByteArray::fromHex(
        "47494638396101000100800000ff0000ffffff2c00000000010001000002024401003b");
}

void PictureTest::kindsAreReadWhateverTheirName()
{
    QFETCH(QByteArray, content);
    const QString path = put(QStringLiteral("notes.txt"), content);
    const Result<QSize> size = picture::readSize(path);
    QVERIFY2(size, size ? "" : qPrintable(size.error().detail));
    const Result<QImage> image = picture::read(path, {1'000, 1'000});
    QVERIFY(image);
    QCOMPARE(image->size(), *size);
}

void PictureTest::othersAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    QTest::newRow("bmp") << encoded({40, 30}, "bmp");
    QTest::newRow("ppm") << encoded({40, 30}, "ppm");
    QTest::newRow("png's first bytes") << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("riff, but no webp") << QByteArray("RIFF....WAVEfmt ");
}

void PictureTest::othersAreRefused()
{
    QFETCH(QByteArray, content);
    const QString path = put(QStringLiteral("lie.png"), content);
    const Result<QSize> size = picture::readSize(path);
    QVERIFY(!size);
    QCOMPARE(size.error().code, Code::FileDamaged);
    QVERIFY(!picture::read(path, {100, 100}));
    QCOMPARE(picture::readSize(m_folder->filePath(QStringLiteral("none"))).error().code, Code::StorageFailed);
}

void PictureTest::aLieAboutTheSizeIsNotBelieved()
{
    // 2.5 thousand million pixels: refused by the head alone.
    const QString bomb = put(QStringLiteral("bomb.png"), lying(50'000, 50'000));
    QCOMPARE(picture::readSize(bomb).error().code, Code::FileTooLarge);
    QCOMPARE(picture::read(bomb, {100, 100}).error().code, Code::FileTooLarge);
    // Within the bound of pixels, but decoded it would have more than 64 MiB.
    const QString heavy = put(QStringLiteral("heavy.png"), lying(6'000, 6'000));
    QVERIFY(picture::readSize(heavy));
    QVERIFY(!picture::read(heavy, {100, 100}));
    // And one whose bytes are fewer than its head says.
    const QString lie = put(QStringLiteral("lie.png"), lying(300, 300));
    QCOMPARE(*picture::readSize(lie), QSize(300, 300));
}

void PictureTest::aCutPictureIsDamaged()
{
    const QByteArray whole = encoded({400, 300}, "png");
    const QString path = put(QStringLiteral("cut.png"), whole.left(80));
    QVERIFY(picture::readSize(path));
    const Result<QImage> image = picture::read(path, {1'000, 1'000});
    QVERIFY(!image);
    QCOMPARE(image.error().code, Code::FileDamaged);
}

void PictureTest::largeOnesComeSmaller()
{
    for (const char *format : {"png", "jpeg"}) {
        const QString path = put(QStringLiteral("large"), encoded({1'600, 900}, format));
        const Result<QImage> image = picture::read(path, picture::shown);
        QVERIFY(image);
        QCOMPARE(image->size(), QSize(480, 270));
    }
}

void PictureTest::sizesFit()
{
    QCOMPARE(picture::fitted({100, 50}, {480, 360}), QSize(100, 50));
    QCOMPARE(picture::fitted({960, 720}, {480, 360}), QSize(480, 360));
    QCOMPARE(picture::fitted({100, 36'000}, {480, 360}), QSize(1, 360));
    QCOMPARE(picture::fitted({40'000, 2}, {480, 360}), QSize(480, 1));
}

void PictureTest::shelfTellsSizeThenPicture()
{
    PictureShelf shelf;
    QSignalSpy changed(&shelf, &PictureShelf::changed);
    const Bytes id(16, 'a');
    QVERIFY(shelf.sizeOf(id).isEmpty());
    QVERIFY(shelf.image(id).isNull());
    shelf.add(id, put(QStringLiteral("a.png"), encoded({960, 540}, "png")));
    QTRY_COMPARE(shelf.sizeOf(id), QSize(480, 270));
    QCOMPARE(changed.count(), 1);
    QVERIFY(shelf.image(id).isNull()); // its place is known, and now it is read
    QTRY_VERIFY(!shelf.image(id).isNull());
    QCOMPARE(shelf.image(id).size(), QSize(480, 270));
    QCOMPARE(changed.count(), 2);
    shelf.setScale(2);
    QTRY_COMPARE(shelf.image(id).size(), QSize(960, 540));
    shelf.clear();
    QVERIFY(!shelf.knows(id));
}

void PictureTest::shelfRemembersARefusal()
{
    PictureShelf shelf;
    const Bytes id(16, 'b');
    shelf.add(id, put(QStringLiteral("b.png"), lying(50'000, 50'000)));
    QTRY_VERIFY(shelf.isRefused(id));
    QCOMPARE(shelf.refusal(id), Code::FileTooLarge);
    QVERIFY(shelf.sizeOf(id).isEmpty());
    // Damage behind a good head is found when it is read.
    const Bytes cut(16, 'c');
    shelf.add(cut, put(QStringLiteral("c.png"), encoded({400, 300}, "png").left(80)));
    QTRY_VERIFY(!shelf.sizeOf(cut).isEmpty());
    QVERIFY(shelf.image(cut).isNull());
    QTRY_VERIFY(shelf.isRefused(cut));
}

void PictureTest::shelfKeepsWithinItsBound()
{
    // At twice the size of the screen each has 2.6 MiB: not all of them fit into 64.
    PictureShelf shelf;
    shelf.setScale(2);
    const QString path = put(QStringLiteral("d.png"), encoded({960, 720}, "png"));
    constexpr int many = 40;
    for (int i = 0; i < many; ++i) {
        const Bytes id(16, static_cast<char>(i + 1));
        shelf.add(id, path);
        QTRY_VERIFY(!shelf.sizeOf(id).isEmpty());
        QTRY_VERIFY(!shelf.image(id).isNull());
    }
    QVERIFY(shelf.keptKiB() <= 64 * 1'024);
    QVERIFY(shelf.keptKiB() > 32 * 1'024);
    const Bytes first(16, 1);
    QVERIFY(shelf.image(first).isNull()); // went, and is read again
    QTRY_VERIFY(!shelf.image(first).isNull());
}

void PictureTest::viewerFitsAndShowsPixels()
{
    const QString path = put(QStringLiteral("e.png"), encoded({3'000, 1'500}, "png"));
    PictureViewer viewer(path, QStringLiteral("e.png"), nullptr);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy ready(&viewer, &PictureViewer::ready);
    viewer.resize(700, 500);
    viewer.show();
    QTRY_COMPARE(ready.count(), 1);
    QVERIFY(viewer.isFitted());
    QTRY_VERIFY(!viewer.shownSize().isEmpty() && viewer.shownSize().width() <= 700);
    QTest::keyClick(&viewer, Qt::Key_1);
    QCOMPARE(viewer.shownSize(), QSize(3'000, 1'500));
    QTest::mouseClick(viewer.fitButton(), Qt::LeftButton);
    QVERIFY(viewer.isFitted() && viewer.shownSize().width() <= 700);
    QSignalSpy save(&viewer, &PictureViewer::saveRequested);
    QTest::mouseClick(viewer.saveButton(), Qt::LeftButton);
    QCOMPARE(save.count(), 1);
    QTest::keyClick(&viewer, Qt::Key_Escape);
    QVERIFY(!viewer.isVisible());
}

void PictureTest::viewerSaysWhatItCannotShow()
{
    PictureViewer viewer(put(QStringLiteral("f.png"), "no picture"), QStringLiteral("f.png"), nullptr);
    viewer.setAttribute(Qt::WA_DeleteOnClose, false);
    QSignalSpy ready(&viewer, &PictureViewer::ready);
    QTRY_COMPARE(ready.count(), 1);
    QCOMPARE(viewer.line()->words(), QStringLiteral("This picture cannot be shown."));
    QVERIFY(viewer.shownSize().isEmpty());
}

QTEST_MAIN(PictureTest)
#include "PictureTest.moc"
