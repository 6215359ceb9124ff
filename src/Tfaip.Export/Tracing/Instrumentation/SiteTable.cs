using System.Reflection;
using Tfaip.Export.Programs;

namespace Tfaip.Export.Tracing.Instrumentation;

/// <summary>What is remembered of a rewritten assembly's code: its call sites, and the lines that assign or use fields.</summary>
/// <param name="first">The number of the first site, so that those of several assemblies differ.</param>
internal sealed class SiteTable(int first)
{
    private readonly List<Site> _sites = [];
    private readonly Dictionary<(string Type, string Field), SourceLine> _assignments = [];
    private readonly Dictionary<(string Type, string Field), SourceLine> _uses = [];

    /// <summary>The number that the next site would have.</summary>
    public int Next => first + _sites.Count;

    /// <summary>Adds a site and gives its number.</summary>
    public int Add(SourceLine? line, bool isDirect = false, bool isPrinted = false)
    {
        _sites.Add(new(line, isDirect, isPrinted));
        return Next - 1;
    }

    /// <summary>The site of a number, or null where it is another assembly's.</summary>
    public Site? Find(int number) => number >= first && number < Next ? _sites[number - first] : null;

    /// <summary>Notes that a line outside constructors assigns a field; the first is kept.</summary>
    public void AddAssignment(string type, string field, SourceLine line) => _assignments.TryAdd((type, field), line);

    /// <summary>Notes that a line outside constructors uses a field; the first is kept.</summary>
    public void AddUse(string type, string field, SourceLine line) => _uses.TryAdd((type, field), line);

    /// <summary>The first line outside constructors that assigns a field, or else uses it, where it is in this assembly.</summary>
    public SourceLine? AssignmentOf(FieldInfo field)
    {
        var type = field.DeclaringType!;
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var key = (definition.FullName!, field.Name);
        return _assignments.GetValueOrDefault(key) ?? _uses.GetValueOrDefault(key);
    }
}
