using System;
using System.Text;
using Sensorcast.Setup;

namespace Sensorcast.Tests.Unit.Setup;

/// <summary>The networks of the form, and their names.</summary>
[TestClass]
public class NetworkListTests
{
    [TestMethod]
    public void Each_name_is_listed_once_with_its_strongest_access_point()
    {
        Assert.AreEqual("a-50 c-55 b-60", List("a-80 b-60 a-50 b-70 c-55"));
        Assert.AreEqual("a-80", List("a-80 a-90"));
        Assert.AreEqual("c-40 a-50 b-60 d-70", List("a-50 b-60 c-65 d-70 c-40")); // from the middle
        Assert.AreEqual("d-40 a-50 b-60", List("a-50 b-60 d-70 d-40")); // from the end
        Assert.AreEqual("b-50 a-50 c-50", List("b-50 a-50 c-50")); // of the same strength: as they were found
        Assert.AreEqual(string.Empty, List(string.Empty));
    }

    [TestMethod]
    public void Of_two_access_points_that_are_as_strong_the_first_is_kept()
    {
        NetworkList list = new NetworkList();
        list.Replace(new Network[] { Named("a", -50, NetworkSecurity.Secured), Named("a", -50, NetworkSecurity.Open) });
        Assert.AreEqual(1, list.Count);
        Assert.AreEqual(NetworkSecurity.Secured, list.At(0).Security);
    }

    [TestMethod]
    public void Of_too_many_the_strongest_are_listed()
    {
        // 20 networks, the weakest first, and then others that find no room or replace the weakest.
        Network[] found = new Network[NetworkList.MaxCount + 4];
        for (int i = 0; i < NetworkList.MaxCount; i++)
        {
            found[i] = Named(((char)('a' + i)).ToString(), -90 + i);
        }

        found[NetworkList.MaxCount] = Named("weak", -91);
        found[NetworkList.MaxCount + 1] = Named("as weak", -90);
        found[NetworkList.MaxCount + 2] = Named("stronger", -89);
        found[NetworkList.MaxCount + 3] = Named("strongest", -30);
        // One that is found again, stronger than before, in a full list.
        Network[] full = new Network[NetworkList.MaxCount + 3];
        Array.Copy(found, full, NetworkList.MaxCount + 2);
        full[NetworkList.MaxCount + 2] = Named("t", -40);
        NetworkList list = new NetworkList();
        list.Replace(full);
        Assert.AreEqual("t-40 s-72 r-73 q-74 p-75 o-76 n-77 m-78 l-79 k-80 j-81 i-82 h-83 g-84 f-85 e-86 d-87 c-88 b-89 a-90", Show(list));

        full = new Network[NetworkList.MaxCount + 1];
        Array.Copy(found, full, NetworkList.MaxCount);
        full[NetworkList.MaxCount] = found[NetworkList.MaxCount + 2];
        list.Replace(full);
        Assert.IsTrue(Show(list).EndsWith(" c-88 b-89 stronger-89"));

        list.Replace(found);
        Assert.AreEqual(NetworkList.MaxCount, list.Count);
        Assert.AreEqual(
            "strongest-30 t-71 s-72 r-73 q-74 p-75 o-76 n-77 m-78 l-79 k-80 j-81 i-82 h-83 g-84 f-85 e-86 d-87 c-88 b-89", Show(list));
        Assert.IsNull(list.Find(Encoding.UTF8.GetBytes("a")));
        Assert.AreEqual(-89, list.Find(Encoding.UTF8.GetBytes("b")).Strength);
        Assert.AreEqual(NetworkList.MaxCount, list.ToArray().Length);
    }

    [TestMethod]
    public void Names_that_are_hidden_or_too_long_are_left_out()
    {
        NetworkList list = new NetworkList();
        list.Replace(new Network[] { Named(string.Empty, -10), Named(new string('x', 33), -10), Named(new string('y', 32), -20) });
        Assert.AreEqual(new string('y', 32) + "-20", Show(list));
        list.Replace(new Network[0]);
        Assert.AreEqual(0, list.Count);
    }

    [TestMethod]
    public void Names_are_compared_byte_for_byte()
    {
        byte[] name = Hex.Parse("61 ff");
        Assert.IsTrue(NetworkName.AreEqual(name, Hex.Parse("61 ff")));
        Assert.IsFalse(NetworkName.AreEqual(name, Hex.Parse("61 fe")));
        Assert.IsFalse(NetworkName.AreEqual(name, Hex.Parse("60 ff")));
        Assert.IsFalse(NetworkName.AreEqual(name, Hex.Parse("61")));
        Assert.IsFalse(NetworkName.AreEqual(name, Hex.Parse("61 ff 61")));
        Assert.IsFalse(NetworkName.AreEqual(name, null));
        Assert.IsFalse(NetworkName.AreEqual(null, name));
        Assert.IsTrue(NetworkName.AreEqual(null, null));
    }

    [TestMethod]
    public void The_log_shows_names_that_cannot_be_taken_for_others()
    {
        Assert.AreEqual("'\\x1f !&\\x27([\\x5c]~\\x7f\\x80\\xff'", NetworkName.Show(Hex.Parse("1f 20 21 26 27 28 5b 5c 5d 7e 7f 80 ff")));
    }

    /// <summary>Lists networks of one letter and a strength with two digits.</summary>
    private static string List(string text)
    {
        Network[] found = new Network[(text.Length + 1) / 5];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = Named(text.Substring(5 * i, 1), -int.Parse(text.Substring((5 * i) + 2, 2)));
        }

        NetworkList list = new NetworkList();
        list.Replace(found);
        return Show(list);
    }

    private static string Show(NetworkList list)
    {
        string text = string.Empty;
        for (int i = 0; i < list.Count; i++)
        {
            byte[] name = list.At(i).Name;
            text += (i == 0 ? string.Empty : " ") + Encoding.UTF8.GetString(name, 0, name.Length) + list.At(i).Strength.ToString();
        }

        return text;
    }

    private static Network Named(string name, int strength, NetworkSecurity security = NetworkSecurity.Secured)
    {
        return new Network(Encoding.UTF8.GetBytes(name), strength, security);
    }
}
