"""Golden values of the seed tree and of xoshiro256++, from a second implementation in Python."""
M=(1<<64)-1; G=0x9e3779b97f4a7c15
def fin(z):
    z=((z^(z>>30))*0xbf58476d1ce4e5b9)&M
    z=((z^(z>>27))*0x94d049bb133111eb)&M
    return z^(z>>31)
def absorb(h,p): return fin(((h^(p&M))+G)&M)
def named(v,s):
    b=s.encode(); h=absorb(fin(v^0x6a09e667f3bcc908),len(b))
    for c in b: h=absorb(h,c)
    return h
def numbered(v,i): return absorb(fin(v^0xbb67ae8584caa73b),i)
def train(v): return fin(fin(v^0xa54ff53a5f1d36f1))>>33
rot=lambda x,k:((x<<k)|(x>>(64-k)))&M
def stream(v):
    a=fin(v^0x3c6ef372fe94f82b)
    s=[fin((a+k*G)&M) for k in (1,2,3,4)]
    while True:
        r=(rot((s[0]+s[3])&M,23)+s[0])&M
        t=(s[1]<<17)&M
        s[2]^=s[0]; s[3]^=s[1]; s[1]^=s[2]; s[0]^=s[3]; s[2]^=t; s[3]=rot(s[3],45)
        yield r
if __name__=="__main__":
    from itertools import islice
    sg=lambda x: x-(1<<64) if x>>63 else x
    print("splitmix", fin((1234567+G)&M))
    v=named(42,"explore"); w=numbered(v,17)
    print(sg(v), sg(w), sg(numbered(42,-1)), sg(named(42,"")), sg(named(42,"größe")))
    print(train(42),train(v),train(w))
    for x in (42,w): print([sg(b) for b in islice(stream(x),4)])
    print([ (b>>11)*2.0**-53 for b in islice(stream(42),3)])
    import math
    def gauss(it):
        while True:
            u=2*((next(it)>>11)*2.0**-53)-1; q=2*((next(it)>>11)*2.0**-53)-1
            s=u*u+q*q
            if 0<s<1: return u*math.sqrt(-2*math.log(s)/s)
    it=stream(42); print([gauss(it) for _ in range(3)])
    def below(it,n):
        while True:
            d=next(it)>>1
            r=d%n
            if d-r+n-1 < 1<<63: return r
    it=stream(42); print([below(it,10) for _ in range(12)])
    it=stream(42); o=[0]*8
    for i in range(8):
        j=below(it,i+1); o[i]=o[j]; o[j]=i
    print(o)
    it=stream(42); l=list("abcdefgh")
    for i in range(7,0,-1):
        j=below(it,i+1); l[i],l[j]=l[j],l[i]
    print("".join(l))
    it=stream(42); print([below(it,0x40000001) for _ in range(4)])
