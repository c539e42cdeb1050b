@echo off
rem Starts Kist from where it was unpacked. KIST_JAVA_HOME, else JAVA_HOME, else the PATH says which Java, 17 or newer.
setlocal
set "KIST_APP=%~dp0.."
set "KIST_JAVA=java"
if defined JAVA_HOME set "KIST_JAVA=%JAVA_HOME%\bin\java"
if defined KIST_JAVA_HOME set "KIST_JAVA=%KIST_JAVA_HOME%\bin\java"
"%KIST_JAVA%" -XX:+IgnoreUnrecognizedVMOptions -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData ^
  -XX:-CreateCoredumpOnCrash -Dfile.encoding=UTF-8 -Dslf4j.provider=org.slf4j.nop.NOPServiceProvider ^
  -Dslf4j.internal.verbosity=WARN "-Dkist.native=%KIST_APP%\lib\native" %KIST_JAVA_OPTIONS% ^
  -cp "%KIST_APP%\lib\kist-program.jar;%KIST_CLASSPATH%" dev.kist.cli.Main %*
exit /b %ERRORLEVEL%
