namespace Attacks.Doors;

/// <summary>Dumps, with and without a scenario that the caller names.</summary>
internal sealed class DumpDoor(Seeds seeds) : IDoor
{
    public string Name => "dump";

    public string? Attack(Random random, string folder)
    {
        var dump = Path.Combine(folder, "answers.jsonl");
        var lines = File.ReadAllLines(seeds.Dump);
        if (random.Next(4) == 0) lines[0] = """{"dump":1,"scenario":"../outside/Evil.csproj","models":["x"]}""";
        File.WriteAllLines(dump, lines);
        if (random.Next(4) > 0) File.WriteAllBytes(dump, Mutation.Of(File.ReadAllBytes(dump), random));
        return random.Next(4) == 0
            ? Reading.ByTool("evaluate", dump)
            : Reading.ByTool("evaluate", dump, "--scenario", Seeds.ScenarioFile, "--json", Path.Combine(folder, "values.json"));
    }
}
