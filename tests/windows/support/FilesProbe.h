// SPDX-FileCopyrightText: 2026 The Waxwing authors
// SPDX-License-Identifier: MIT
#pragma once

#include "ChatFiles.h"
#include "ChatPage.h"
#include "FileWords.h"
#include "MessageList.h"
#include "PageProbe.h"
#include "Talk.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>
#include <QTest>

namespace waxwing {

/// A page in a room that takes files, and what a test of them says and clicks.
struct FilesProbe
{
    FilesProbe()
    {
        page = std::make_unique<ChatPage>();
        new QAbstractItemModelTester(page->conversation(),
                                     QAbstractItemModelTester::FailureReportingMode::QtTest, page.get());
        page->setSelf(QStringLiteral("Asha"));
        page->files()->setProfileFolder(profile.path());
        page->files()->setDownloads(QStringLiteral("/home/me/files"), false);
        files().setLimits({true, 2LL << 30, 16LL << 30});
        files().setPictureBound(5LL << 20);
        pageprobe::show(*page, {1120, 700});
    }

    [[nodiscard]] ConversationModel *model() const { return page->conversation(); }
    [[nodiscard]] MessageList *list() const { return page->messages(); }
    [[nodiscard]] RoomFiles &files() const { return page->files()->files(); }
    [[nodiscard]] int last() const { return model()->rowCount() - 1; }
    [[nodiscard]] const FileLayout &shown(int row) const { return list()->layoutOf(row).file(); }
    [[nodiscard]] FileCard::State state(int row) const { return shown(row).card().state; }
    [[nodiscard]] FileNote note(const QString &name, quint64 size = 1'000'000)
    {
        return {Bytes(16, static_cast<char>(++lastFile)), name, size, Bytes(32, 'd')};
    }
    FileNote said(const FileNote &file, const QString &text = {})
    {
        RoomMessage message =
            talk::said(++number, QStringLiteral("Ravi"),
                       text.isEmpty() ? QStringLiteral("📎 ") + file.name : text, talk::today(10, 40));
        message.file = file;
        model()->messagesArrived({message});
        return file;
    }
    void tell(quint64 id, const FileNote &file, bool isUpload, TransferState state, qint64 done = 0,
              Code reason = Code::FileCancelled, const QString &path = QStringLiteral("/home/me/it"))
    {
        TransferView view;
        view.id = id;
        view.note = file;
        view.isUpload = isUpload;
        view.state = state;
        view.done = done;
        view.reason = reason;
        view.path = path;
        files().setTransfers({view});
    }
    void click(int row, FileAction action) const
    {
        const QRect at = shown(row).actionRect(action);
        QVERIFY2(!at.isNull(), qPrintable(FileWords::action(action)));
        const QPoint point = list()->visualRect(model()->index(row)).topLeft() + at.center();
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, point);
    }
    QString picture(const QString &name, QSize size) const
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        const QString path = profile.filePath(name);
        return image.save(path) ? path : QString();
    }

    QTemporaryDir profile;
    std::unique_ptr<ChatPage> page;
    quint64 number = 0;
    int lastFile = 0;
};

} // namespace waxwing
