using Tfaip.Configuration.Reading;
using Tfaip.Parameters;

namespace Tfaip.Configuration.Tests.Reading;

[TestClass]
public sealed class ConfigFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tfaip").FullName;

    private string File => Path.Combine(_folder, "config.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Overrides_are_put_over_the_file()
    {
        System.IO.File.WriteAllText(File, "epochs: 1\nseed: 2\n");
        Assert.AreEqual("{6:epochs=1:34:seed=1:2}", NodeText.Of(ConfigFile.Load(File, [(["--epochs", "3"], 2)]).Tree));
        Assert.AreEqual("{6:epochs=1:14:seed=1:2}", NodeText.Of(ConfigFile.Load(File).Tree));
    }

    [TestMethod]
    public void Layers_are_kept_as_they_are_written()
    {
        System.IO.File.WriteAllText(File, "epochs: 1\nseed: 2\n");
        var layers = ConfigFile.Load(File, [(["--epochs", "3"], 2), (["--model.graph", "cnn"], 5)]).Layers;
        Assert.AreEqual(
            $"{File} {{6:epochs=1:14:seed=1:2}}, command line {{6:epochs=1:35:model={{5:graph=3:cnn}}}}",
            string.Join(", ", layers.Select(layer => $"{layer.Name} {NodeText.Of(layer.Tree)}")));
        Assert.HasCount(1, ConfigFile.Load(File).Layers);
    }

    [TestMethod]
    public void Errors_name_the_file_as_it_was_given()
    {
        System.IO.File.WriteAllText(File, "epochs: 1\nepochs: 2\n");
        var given = Path.GetRelativePath(Environment.CurrentDirectory, File);
        AssertError(given, $"{given}:2:1: The key 'epochs' stands here a second time; the first is at {given}:1:1. Remove one of them.");
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_named() => AssertError(File, $"{File}:1:1: There is no such file.");

    [TestMethod]
    public void A_folder_is_no_file() =>
        AssertError(_folder, $"{_folder}:1:1: This is a folder; name the configuration file in it, such as config.yaml.");

    [TestMethod]
    public void A_file_that_is_not_utf8_is_refused()
    {
        System.IO.File.WriteAllBytes(File, [.. "name: "u8, 0xE4, .. "\n"u8]);
        AssertError(File, $"{File}:1:1: The file is not UTF-8: byte 6 is wrong. Save it as UTF-8.");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_file_in_UTF16_is_called_so(bool hasMark)
    {
        System.IO.File.WriteAllText(File, "name: x\n", new System.Text.UnicodeEncoding(bigEndian: false, byteOrderMark: hasMark));
        AssertError(File, $"{File}:1:1: The file is UTF-16; save it as UTF-8.");
    }

    [TestMethod]
    public void A_file_that_is_too_large_is_refused_unread()
    {
        using (var stream = System.IO.File.Create(File)) stream.SetLength((4L << 23) + 1);
        AssertError(File, $"{File}:1:1: The file is too large for a configuration.");
    }

    [TestMethod]
    public void A_byte_order_mark_is_no_part_of_the_first_key()
    {
        System.IO.File.WriteAllText(File, "seed: 2\n", new System.Text.UTF8Encoding(true));
        Assert.AreEqual("{4:seed=1:2}", NodeText.Of(ConfigFile.Load(File).Tree));
    }

    [TestMethod]
    public void A_file_that_cannot_be_read_is_named()
    {
        // A file that another one has locked is refused to every user, root too, unlike one without permissions.
        using var locked = new FileStream(File, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        AssertError(
            File,
            $"{File}:1:1: The file cannot be read: The process cannot access the file '{File}' because it is being used by another "
            + "process.");
    }

    private static void AssertError(string path, string expected)
    {
        var error = Assert.ThrowsExactly<ConfigurationException>(() => ConfigFile.Load(path));
        Assert.AreEqual(expected, error.Message);
    }
}
