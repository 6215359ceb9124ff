using System.Text;
using Tfaip.Inference.Packages;
using Tfaip.Inference.Tests.Support;
using Tfaip.Parameters;
using Tfaip.Processors;
using Tfaip.Processors.Manifests;
using Tfaip.Tests;

namespace Tfaip.Inference.Tests.Packages;

[TestClass]
public sealed class PackageTests
{
    private TestPackage _package = null!;

    [TestInitialize]
    public void Create() => _package = TestPackage.Classifier();

    [TestCleanup]
    public void Delete() => _package.Dispose();

    [TestMethod]
    public void A_file_and_a_folder_hold_the_same()
    {
        using var file = Open(_package.Path);
        using var folder = Open(_package.Unpack());
        Assert.AreEqual("tiny", file.Manifest.Scenario);
        foreach (var name in new[] { "model.onnx", "config.yaml" })
            CollectionAssert.AreEqual(file.ReadFile(name).ToArray(), folder.ReadFile(name).ToArray());
    }

    [TestMethod]
    public void A_change_of_any_byte_is_refused()
    {
        var bytes = _package.ReadAllBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= (byte)(1 << (i % 8));
            File.WriteAllBytes(_package.Path, bytes);
            bytes[i] ^= (byte)(1 << (i % 8));
            var error = Assert.ThrowsExactly<TfaipException>(() => Open(_package.Path), $"byte {i}");
            StringAssert.StartsWith(error.Message, _package.Path + ": ");
        }
    }

    [TestMethod]
    public void A_part_of_any_length_is_refused()
    {
        var bytes = _package.ReadAllBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(_package.Path, bytes[..length]);
            var error = Assert.ThrowsExactly<TfaipException>(() => Open(_package.Path), $"{length} bytes");
            StringAssert.StartsWith(error.Message, _package.Path + ": ");
        }
    }

    [TestMethod]
    public void A_missing_package_is_named()
    {
        var path = Path.Combine(_package.Folder, "none.tfaip");
        AssertRefused(path, $"{path}: there is no such model package, neither a file nor a folder.");
        path = Path.Combine(_package.Folder, "none", "x.tfaip");
        AssertRefused(path, $"{path}: there is no such model package, neither a file nor a folder.");
    }

    [TestMethod]
    public void A_file_that_the_manifest_does_not_list_is_refused()
    {
        _package.Write([.. Files(), new("more.txt", default)]);
        AssertRefused(
            _package.Path,
            $"{_package.Path}: the package has the file 'more.txt', which its manifest does not list. Copy or export it again.");
    }

    [TestMethod]
    public void A_file_that_is_missing_is_named()
    {
        _package.Write([.. Files().Where(file => file.Name != "model.onnx")]);
        AssertRefused(
            _package.Path,
            $"{_package.Path}: the file 'model.onnx' is missing, which the manifest lists. Copy or export the package again.");
    }

    [TestMethod]
    public void A_package_without_a_manifest_is_none()
    {
        _package.Write([.. Files().Where(file => file.Name != Manifest.FileName)]);
        AssertRefused(_package.Path, $"{_package.Path}: this is not a model package: it has no manifest.json.");
    }

    [TestMethod]
    public void An_empty_folder_is_no_package() =>
        AssertRefused(
            Directory.CreateDirectory(Path.Combine(_package.Folder, "empty")).FullName,
            $"{Path.Combine(_package.Folder, "empty")}: this is not a model package: it has no manifest.json.");

    [TestMethod]
    public void Files_in_another_order_are_refused()
    {
        var files = Files();
        _package.Write([files[0], files[2], files[1]]);
        AssertRefused(_package.Path, $"{_package.Path}: the files of the package are not in the order of its manifest. Export it again.");
    }

    [TestMethod]
    public void A_file_of_another_size_is_refused()
    {
        _package.Write([.. Files().Select(file => file.Name == "config.yaml" ? file with { Content = "x"u8.ToArray() } : file)]);
        AssertRefused(
            _package.Path,
            $"{_package.Path}: the file 'config.yaml' was changed: it has 1 bytes, the manifest says 15. Copy or export the package "
            + "again.");
    }

    [TestMethod]
    public void A_file_of_the_same_size_and_another_content_is_refused()
    {
        var folder = _package.Unpack();
        File.WriteAllText(Path.Combine(folder, "config.yaml"), "scenario: tony\n");
        AssertRefused(
            folder,
            $"{folder}: the file 'config.yaml' was changed: its SHA-256 is not the one in the manifest. Copy or export the package again.");
    }

    [TestMethod]
    public void A_link_in_a_folder_is_refused_even_where_it_leads_to_the_right_content()
    {
        var folder = _package.Unpack();
        var elsewhere = Path.Combine(_package.Folder, "elsewhere.yaml");
        File.Move(Path.Combine(folder, "config.yaml"), elsewhere);
        SymbolicLink.ToFile(Path.Combine(folder, "config.yaml"), elsewhere);
        AssertRefused(folder, $"{folder}: 'config.yaml' is a link; a package has files alone.");
    }

    [TestMethod]
    public void A_linked_folder_in_a_folder_is_refused()
    {
        var folder = _package.Unpack();
        SymbolicLink.ToFolder(Path.Combine(folder, "resources"), _package.Folder);
        AssertRefused(folder, $"{folder}: 'resources' is a link; a package has files alone.");
    }

    [TestMethod]
    public void A_hidden_file_in_a_folder_is_refused()
    {
        var folder = _package.Unpack();
        File.WriteAllText(Path.Combine(folder, ".more"), "");
        AssertRefused(
            folder,
            $"{folder}: the package has the file '.more', which is not a plain name: parts of letters, digits, '.', '_' and '-', with '/' "
            + "between them.");
    }

    [TestMethod]
    public void What_is_wrong_in_the_manifest_is_reported_with_its_place()
    {
        var files = Files();
        var manifest = Encoding.UTF8.GetString(files[0].Content.Span).Replace("\"scenario\": \"tiny\"", "\"scenario\": tiny");
        _package.Write([files[0] with { Content = Encoding.UTF8.GetBytes(manifest) }, .. files.Skip(1)]);
        var error = Assert.ThrowsExactly<TfaipException>(() => Open(_package.Path));
        StringAssert.StartsWith(error.Message, $"{_package.Path}/manifest.json:4:");
    }

    [TestMethod]
    public void Only_listed_files_are_read()
    {
        using var package = Open(_package.Path);
        var error = Assert.ThrowsExactly<TfaipException>(() => package.ReadFile("../secret"));
        Assert.AreEqual($"{_package.Path}: the package has no file '../secret'; it has config.yaml, model.onnx.", error.Message);
    }

    [TestMethod]
    public void A_disposed_package_reads_nothing()
    {
        var package = Open(_package.Path);
        package.Dispose();
        package.Dispose();
        Assert.ThrowsExactly<ObjectDisposedException>(() => package.ReadFile("model.onnx"));
    }

    private static Package Open(string path) => Package.Open(path, ProcessorCatalog.Default);

    private static void AssertRefused(string path, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<TfaipException>(() => Open(path)).Message);

    private IReadOnlyList<PackageFile> Files() => StoredZip.Read(_package.ReadAllBytes());
}
