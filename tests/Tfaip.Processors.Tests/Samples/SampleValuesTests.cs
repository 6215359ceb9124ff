using CsCheck;
using Tfaip.Processors.Samples;

namespace Tfaip.Processors.Tests.Samples;

[TestClass]
public sealed class SampleValuesTests
{
    [TestMethod]
    public void Behaves_as_a_sorted_dictionary_that_never_changes() =>
        Gen.Select(Gen.String[Gen.Char["abAB_1"], 1, 3], Gen.Int[0, 9], Gen.Bool).Array[0, 30].Sample(steps =>
        {
            var model = new SortedDictionary<string, object>(StringComparer.Ordinal);
            var values = SampleValues.Empty;
            foreach (var (key, value, isRemoval) in steps)
            {
                var before = values.ToArray();
                var changed = isRemoval ? values.Without(key) : values.With(key, value);
                if (!values.SequenceEqual(before)) return false;
                values = changed;
                if (isRemoval) model.Remove(key);
                else model[key] = value;
                if (!values.SequenceEqual(model) || values.Count != model.Count) return false;
                if (!values.Keys.SequenceEqual(model.Keys) || !values.Values.SequenceEqual(model.Values)) return false;
                if (values.ContainsKey(key) == isRemoval || values.TryGetValue(key, out var found) == isRemoval
                        || (!isRemoval && !found!.Equals(value)))
                    return false;
            }

            return true;
        });

    [TestMethod]
    public void A_missing_value_is_explained()
    {
        var error = Assert.ThrowsExactly<KeyNotFoundException>(() => SampleValues.Empty.With("b", 1).With("a", 2)["c"]);
        Assert.AreEqual("There is no value 'c'; there are: a, b.", error.Message);

        error = Assert.ThrowsExactly<KeyNotFoundException>(() => SampleValues.Empty["c"]);
        Assert.AreEqual("There is no value 'c'; there are none at all.", error.Message);
    }
}
