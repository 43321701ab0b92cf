package planted;
class  Unformatted{
  int  a ;}
