using Tfaip.Parameters;
using Tfaip.Parameters.Binding;
using Tfaip.Parameters.Json;
using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Tests.Parameters;

namespace Tfaip.Processors.Tests.Resources;

/// <summary>Resources as values of a parameter tree.</summary>
[TestClass]
public sealed class ResourceBindingTests
{
    private static readonly VariantCatalog Catalog = ProcessorCatalog.Default.With(typeof(ResourceSample).Assembly);

    [TestMethod]
    public void A_path_is_relative_to_the_file_that_names_it()
    {
        var bound = (ResourceSample)Bind(
            """{"type": "test_resources", "alphabet": "a.txt", "lists": ["../b.txt", "/c.txt"], "named": {"x": "d"}, "nested": {"table": "e"}}""");

        Assert.AreEqual(
            "/somewhere/a.txt /b.txt /c.txt /somewhere/d /somewhere/e",
            string.Join(' ', ResourceTree.Find(bound).Select(found => found.Resource)));
        Assert.AreEqual("/somewhere/x.json:1:40", bound.Alphabet!.Origin!.ToString());
    }

    [TestMethod]
    public void What_is_written_relative_to_a_folder_is_bound_back()
    {
        var sample = new ResourceSample
        {
            Alphabet = new("/somewhere/a.txt"),
            Lists = [new("/b.txt")],
            Named = new Dictionary<string, ResourceFile> { ["x"] = new("/somewhere/true") }
        };
        var text = JsonNodesTests.Write(ParameterEmitter.Emit(sample, typeof(ProcessorParams), relativeTo: "/somewhere"));

        Assert.AreEqual(
            """
            {"type":"test_resources","modes":["training","evaluation","prediction"],"alphabet":"a.txt","lists":["../b.txt"],
            "named":{"x":"true"},"nested":null,"steps":[],"number":".nan"}
            """.ReplaceLineEndings(""),
            text);
        var bound = (ResourceSample)Bind(text);
        CollectionAssert.AreEqual(ResourceTree.Find(sample).ToArray(), ResourceTree.Find(bound).ToArray());
    }

    [TestMethod]
    [DataRow("""{"type": "test_resources", "alphabet": ""}""", "/somewhere/x.json:1:40: alphabet must not be empty; give "
        + "the path of a file.")]
    [DataRow("""{"type": "test_resources", "alphabet": "a\u0000b"}""", "/somewhere/x.json:1:40: alphabet is a path, which cannot have the "
        + "character NUL.")]
    [DataRow("""{"type": "test_resources", "alphabet": ["a"]}""", "/somewhere/x.json:1:40: alphabet must be the path of "
        + "a file, not a list.")]
    [DataRow("""{"type": "test_resources", "lists": "a"}""", "/somewhere/x.json:1:37: lists must be a list, not the text \"a\".")]
    [DataRow("""{"type": "test_resources", "lists": [null]}""", "/somewhere/x.json:1:38: lists.0 cannot be null; give the path of a file.")]
    [DataRow("""{"type": "test_required_resource"}""", "/somewhere/x.json:1:1: alphabet is required: give it the path of a file.")]
    public void What_is_no_path_is_refused(string json, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<ConfigurationException>(() => Bind(json)).Message);

    private static ProcessorParams Bind(string json) =>
        ParameterBinder.Bind<ProcessorParams>(JsonNodes.Read(json, "/somewhere/x.json"), Catalog);
}
