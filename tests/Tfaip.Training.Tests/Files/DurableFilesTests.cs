using Tfaip.Training.Files;

namespace Tfaip.Training.Tests.Files;

[TestClass]
public sealed class DurableFilesTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    public void A_file_system_that_does_not_sync_folders_is_noted_once()
    {
        var files = new DurableFiles();

        files.SyncFolder("/proc/self");
        files.SyncFolder("/proc");

        CollectionAssert.AreEqual(
            (string[])[
                "/proc: the file system there does not sync folders. After a power cut the newest files may be missing; "
                + "those before them are there. A killed program loses nothing."],
            files.Notes.ToArray());
    }

    [TestMethod]
    public void A_folder_that_is_synced_has_no_note()
    {
        var files = new DurableFiles();

        files.SyncFolder(Path.GetTempPath());

        Assert.IsEmpty(files.Notes);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_folder_that_is_not_there_is_an_error()
    {
        var missing = Path.Combine(Path.GetTempPath(), "not-there-at-all");
        var error = Assert.ThrowsExactly<IOException>(() => new DurableFiles().SyncFolder(missing));
        Assert.AreEqual($"Cannot sync the folder {missing}: No such file or directory", error.Message);
    }
}
