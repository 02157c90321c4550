using System;
using Sensorcast.Dashboard;

namespace Sensorcast.Tests.Unit;

/// <summary>Which sites may show the dashboard in a frame.</summary>
[TestClass]
public class EmbeddingTests
{
    /// <summary>The line that <see cref="Sensorcast.Http.ResponseWriter"/> adds to a head.</summary>
    private const int MaxHeadSize = 1024;

    [TestMethod]
    public void No_site_may_unless_it_is_allowed()
    {
        Assert.AreEqual("'none'", AncestorsOf(new DashboardRoute("/framed")));
        Assert.AreEqual("'none'", AncestorsOf(Allowing()));
    }

    [TestMethod]
    public void Allowed_sites_may()
    {
        Assert.AreEqual("https://a.example", AncestorsOf(Allowing("https://a.example/")));
        Assert.AreEqual("https://a.example http://192.0.2.1:8080", AncestorsOf(Allowing("https://a.example", "http://192.0.2.1:8080")));
    }

    [TestMethod]
    public void What_would_be_another_directive_is_refused()
    {
        Assert.IsFalse(IsAllowed("https://a.example; script-src *"));
        Assert.IsFalse(IsAllowed("https://a.example;script-src"));
        Assert.IsFalse(IsAllowed("https://a.example\r\nX: y"));
        Assert.IsFalse(IsAllowed("https://a.example/path"));
        Assert.IsFalse(IsAllowed("a.example"));
        Assert.IsFalse(IsAllowed("*"));
        Assert.IsFalse(IsAllowed("https://*.example"));
        Assert.IsFalse(IsAllowed("https://a.example,b"));
        Assert.IsFalse(IsAllowed("http://[2001:db8::1]"));
        Assert.IsFalse(IsAllowed(string.Empty));
    }

    [TestMethod]
    public void The_longest_list_fits_into_a_head()
    {
        string longest = "https://" + new string('a', DashboardRoute.MaxEmbeddingSize - 8);
        Assert.IsFalse(IsAllowed(longest + "a"));
        string head = HeadOf(Allowing(longest));
        Assert.IsTrue(head.Length <= MaxHeadSize, "the head has " + head.Length + " bytes");
    }

    private static DashboardRoute Allowing(params string[] origins)
    {
        DashboardRoute route = new DashboardRoute("/framed");
        route.AllowEmbedding(origins);
        return route;
    }

    private static bool IsAllowed(string origin)
    {
        try
        {
            Allowing(origin);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string HeadOf(DashboardRoute route)
    {
        ServerBench bench = new ServerBench(1);
        bench.Server.Add(route);
        string response = bench.Request("HEAD /framed");
        return response;
    }

    private static string AncestorsOf(DashboardRoute route)
    {
        const string Name = "; frame-ancestors ";
        string head = HeadOf(route);
        int start = head.IndexOf(Name) + Name.Length;
        Assert.AreEqual(start, head.LastIndexOf(Name) + Name.Length, "the directive counts where it stands first");
        return head.Substring(start, head.IndexOf("\r\n", start) - start);
    }
}
