package org.openmfs.testbed.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Stands for the kernel's MACsec behind the program ip(8): takes the commands that the agent gives, forgets keys as it reads
 * them, and says that frames pass under whatever is installed.
 */
final class RecordedNic {
    /** One file an association in the folder STATE/INTERFACE, which holds its key's id. */
    private static final String IP = """
            #!/bin/bash
            case " $* " in
              *' -force '*) while read -r line; do if [[ $line == 'link show'* ]]; then echo '1: lo: <LOOPBACK>'; fi; done ;;
            esac
            cd STATE || exit 1
            show() {
              local sa
              printf '\\n[{"ifname":"%s","protect":true,"encrypt":true,"replay":true,"window":%s,"validate":"strict",' \
                "$1" "$(<"$1/window")"
              printf '"cipher_suite":"GCM-AES-XPN-256","sci":"0x%s","encoding_sa":%s,"sa_list":[' \
                "$(<"$1/sci")" "$(<"$1/encoding")"
              list "$1/tx" OutPktsEncrypted
              printf '],"rx_sc":['
              if [ -e "$1/peer" ]; then
                printf '{"sci":"0x%s","active":true,"sa_list":[' "$(<"$1/peer")"
                list "$1/rx" InPktsOK
                printf ']}'
              fi
              printf ']}]\\n'
            }
            list() {
              local sa comma=''
              for sa in "$1"-?; do
                if [ -e "$sa" ]; then
                  printf '%s{"an":%s,"active":true,"key":"%s","%s":%s}' "$comma" "${sa##*-}" "$(<"$sa")" "$2" "$EPOCHSECONDS"
                  comma=,
                fi
              done
            }
            while read -r -a words; do
              case "${words[*]}" in
                'link add link '*) mkdir "${words[5]}"; echo 0 > "${words[5]}/encoding"
                  echo "${words[9]}" > "${words[5]}/sci"; echo "${words[17]}" > "${words[5]}/window" ;;
                'link set '*' encodingsa '*) echo "${words[6]}" > "${words[2]}/encoding" ;;
                'macsec show') for one in *; do if [ -d "$one" ]; then show "$one"; fi; done ;;
                'macsec show '*) show "${words[2]}" ;;
                'macsec add '*' rx sci '*' on') echo "${words[5]}" > "${words[2]}/peer" ;;
                'macsec add '*' rx '*) echo "${words[16]}" > "${words[2]}/rx-${words[7]}" ;;
                'macsec add '*' tx '*) echo "${words[14]}" > "${words[2]}/tx-${words[5]}" ;;
                'macsec del '*' rx '*) rm -f "${words[2]}/rx-${words[7]}" ;;
                'macsec del '*' tx '*) rm -f "${words[2]}/tx-${words[5]}" ;;
              esac
            done <<< "$(cat)"
            """;

    private RecordedNic() {}

    /** Writes the program; returns its folder, for a PATH. */
    static Path install(Path folder) throws IOException {
        Path programs = Files.createDirectories(folder.resolve("programs"));
        Path state = Files.createDirectories(folder.resolve("interfaces"));
        Path ip = programs.resolve("ip");
        Files.writeString(ip, IP.replace("STATE", state.toString()));
        Files.setPosixFilePermissions(ip, PosixFilePermissions.fromString("rwxr-xr-x"));
        return programs;
    }
}
