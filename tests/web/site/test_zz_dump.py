import pytest, traceback
from tests.web.site.test_doors import *
def test_dump(world, clients):
    out=open("/tmp/doors.txt","w")
    for a in ADDRESSES:
        for m in ("GET","POST"):
            sents=[{}] if m=="GET" else list(SENT.values())
            rows=[]
            for s in sents:
                url = reverse(a.name, kwargs=world.values(a.name, a.parameters))
                row=[]
                for who in WHO:
                    try: row.append(ask(clients[who], m, url, s))
                    except Exception as e:
                        row.append("ERR"); out.write(f"## {a.name} {m} {who} {s} {e!r}\n"); traceback.print_exc(limit=-4)
                rows.append(tuple(row))
            for row in dict.fromkeys(rows):
                out.write(f"{a.name:<38} {m:<5}"+" ".join(f"{x:<4}" for x in row).rstrip()+"\n")
    out.close()
