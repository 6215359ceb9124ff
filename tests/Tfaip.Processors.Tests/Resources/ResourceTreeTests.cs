using Tfaip.Parameters.Resources;
using Tfaip.Parameters.Shapes;
using Tfaip.Processors.Pipelines;
using Tfaip.Processors.Pipelines.Processors;

namespace Tfaip.Processors.Tests.Resources;

[TestClass]
public sealed class ResourceTreeTests
{
    private static readonly ResourceSample Sample = new()
    {
        Alphabet = new("/a"),
        Lists = [new("/l0"), new("/l1")],
        Named = new Dictionary<string, ResourceFile> { ["x"] = new("/x") },
        Nested = new() { Table = new("/t") },
        Steps = [new(), new() { Width = 5, Table = new("/s") }],
    };

    [TestMethod]
    public void All_resources_are_found_with_their_places()
    {
        Assert.AreEqual(
            "alphabet=/a lists.0=/l0 lists.1=/l1 named.x=/x nested.table=/t steps.1.table=/s",
            string.Join(' ', ResourceTree.Find(Sample).Select(found => $"{found.Place}={found.Resource}")));
        Assert.AreEqual(
            "1.label_file=/labels",
            string.Join(
                ' ',
                ResourceTree.Find<IReadOnlyList<ProcessorParams>>([new ScaleParams(), new ClassLabelParams { LabelFile = new("/labels") }])
                    .Select(found => $"{found.Place}={found.Resource}")));
        Assert.IsEmpty(ResourceTree.Find(new ClassLabelParams()));
    }

    [TestMethod]
    public void Every_resource_is_replaced_and_all_else_is_kept()
    {
        var changed = ResourceTree.Replace(Sample, (place, resource) => new($"{place}:{resource}"));

        Assert.AreEqual(
            "alphabet:/a lists.0:/l0 lists.1:/l1 named.x:/x nested.table:/t steps.1.table:/s",
            string.Join(' ', ResourceTree.Find(changed).Select(found => found.Resource)));
        Assert.AreEqual((3, 5), (changed.Steps[0].Width, changed.Steps[1].Width));
        Assert.AreSame(Sample.Steps[0], changed.Steps[0]);
        Assert.AreSame(Sample.Modes, changed.Modes);
        Assert.AreEqual(new ResourceFile("/a"), Sample.Alphabet);
    }

    [TestMethod]
    public void What_has_no_resources_is_not_copied()
    {
        // Without properties that could be set, a copy would not be possible.
        IReadOnlyList<ProcessorParams> processors = [new Pipelines.NoiseParams(0.5), new ClassLabelParams { Labels = ["a"] }];
        Assert.AreSame(processors, ResourceTree.Replace(processors, (_, _) => throw new NotSupportedException()));

        IReadOnlyList<ProcessorParams> mixed = [new Pipelines.NoiseParams(0.5), Sample];
        Assert.AreSame(mixed[0], ResourceTree.Replace(mixed, (_, _) => new("/new"))[0]);
    }
}
