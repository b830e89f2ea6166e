#!/bin/sh
# Prints workflow.yaml: its activities for three colours of 3 by 3 images are alike.
cat <<'EOF'
# A mosaic of the sky by the tools of Montage, as in the papers: project, diff, fit, background, add, view. Printed by
# generate.sh. The sky is a made-up one, so nothing has to be fetched: a galaxy and stars, photographed nine times in each
# of three colours by a telescope that turns, with a background that is different and tilted each time.
name: montage
spec:
  image: akoflow-montage:6.0 # made by the Containerfile beside this file; see README.md
  storagePolicy:
    type: shared
    storageSize: 1Gi
  parallelism: 16 # all of it is on one disk, and so on one node
  activities:
    - name: sky
      run: |
        cat > sky.awk <<'AWK'
        # Numbers are those of Park and Miller, so that every awk makes the same sky.
        function random() { state = (state * 16807) % 2147483647; return state / 2147483647 }
        function normal() { return sqrt(-2 * log(random())) * cos(6.283185307 * random()) }
        function tilted(u, v) { x = u * 0.906 + v * 0.423; y = v * 0.906 - u * 0.423 }
        function arm(spread,    turn, far, side) {
          turn = 7.2 * random(); far = 0.02 * exp(0.34 * turn); side = random() < 0.5 ? 0 : 3.14159265
          fade = far < 0.06 ? far / 0.06 : exp((0.06 - far) / 0.15)
          tilted(far * cos(turn + side) + spread * normal(), 0.55 * (far * sin(turn + side) + spread * normal()))
        }
        function head(file) {
          print "|    ra     |    dec    |    blue   |   green   |    red    |" > file
          print "|  double   |  double   |  double   |  double   |  double   |" > file
        }
        function row(file, light, blue, green, red) {
          printf " %10.6f  %10.6f  %10.2f  %10.2f  %10.2f \n", 56.75 + x / 0.9127, 24.1167 + y,
            light * blue, light * green, light * red > file
        }
        BEGIN {
          state = 20260517; for (i = 0; i < 20; i++) random()
          head("stars.tbl"); head("clouds.tbl")
          for (i = 0; i < 900; i++) {
            hot = random(); light = 25 * exp(5.6 * random() ^ 7)
            x = 0.7 * (random() - 0.5); y = 0.7 * (random() - 0.5)
            row("stars.tbl", light, 0.45 + 0.9 * hot, 0.75 + 0.15 * hot, 1.35 - 0.9 * hot)
          }
          for (i = 0; i < 700; i++) { arm(0.006); row("stars.tbl", 35 * exp(2.5 * random() ^ 4), 1.5, 0.9, 0.7) }
          for (i = 0; i < 1200; i++) {
            arm(0.011); light = 3 * fade * (0.5 + random())
            if (random() < 0.25) row("clouds.tbl", light, 0.8, 0.4, 2)
            else row("clouds.tbl", light, 1.8, 0.9, 0.5)
          }
          for (i = 0; i < 300; i++) { tilted(0.03 * normal(), 0.02 * normal()); row("clouds.tbl", 2, 0.4, 0.8, 1.3) }
        }
        AWK
        awk -f sky.awk
        cat > header.awk <<'AWK'
        # Where an image of so many pixels of two seconds of arc looks, and how it is turned.
        BEGIN {
          print "SIMPLE  = T\nBITPIX  = -64\nNAXIS   = 2"
          print "NAXIS1  = " pixels "\nNAXIS2  = " pixels "\nCTYPE1  = 'RA---TAN'\nCTYPE2  = 'DEC--TAN'"
          printf "CRVAL1  = %.6f\nCRVAL2  = %.6f\n", 56.75 + east / 0.9127, 24.1167 + north
          print "CRPIX1  = " (pixels + 1) / 2 "\nCRPIX2  = " (pixels + 1) / 2
          print "CDELT1  = -0.000555556\nCDELT2  = 0.000555556\nCROTA2  = " turned "\nEQUINOX = 2000\nEND"
        }
        AWK
        awk -v pixels=900 -v east=0 -v north=0 -v turned=0 -f header.awk > region.hdr
        cat > fits.awk <<'AWK'
        # mConcatFit, which Debian leaves out: the planes that mFitplane found, as mBgModel reads them.
        function value(name,    at) { at = match($0, name "=[^,\\]]*"); return substr($0, RSTART + length(name) + 1, RLENGTH - length(name) - 1) }
        FNR == 1 && FILENAME == tbl { columns = split($0, heads, "|"); next }
        FILENAME == tbl { if ($1 ~ /^[0-9]+$/) { file = $NF; sub(".*/", "", file); sub("[.]fits$", "", file); number[file] = $1 }; next }
        FNR == 1 && !told++ {
          print "| plus|minus|        a     |        b     |        c     |  crpix1  |  crpix2  | xmin | xmax | ymin | ymax | xcenter | ycenter |  npixel  |     rms      |     boxx     |     boxy     |   boxwidth   |   boxheight  |   boxang     |"
        }
        /stat="OK"/ {
          split(FILENAME, part, /[.]/); split(part[2], pair, "+")
          printf " %5d %5d %14.5e %14.5e %14.5e %10.2f %10.2f %6d %6d %6d %6d %9.2f %9.2f %10.0f %14.5e %14.1f %14.1f %14.1f %14.1f %14.1f \n",
            number[pair[1]], number[pair[2]], value("a"), value("b"), value("c"), value("crpix1"), value("crpix2"),
            value("xmin"), value("xmax"), value("ymin"), value("ymax"), value("xcenter"), value("ycenter"), value("npixel"),
            value("rms"), value("boxx"), value("boxy"), value("boxwidth"), value("boxheight"), value("boxang")
        }
        AWK
EOF
colours='red green blue'
seed=0
near() { # row column: the images to its east and north
    [ "$2" = 3 ] || echo "$1$(($2 + 1))"
    [ "$1" = 3 ] || echo "$(($1 + 1))$2"
}
tiles='11 12 13 21 22 23 31 32 33'
for colour in $colours; do
    seed=$((seed + 1))
    for tile in $tiles; do
        r=${tile%?} c=${tile#?}
        turned=$(((r * 3 + c * 5 + seed) % 9 - 4))
        # Tilts that cancel each other, since what all images have in common can't be told from the sky.
        height=$(((r * 17 + c * 23 + seed * 11) % 50 + 10)) tilt=$(((r + c) % 2 * 16 - 8))
        corners="$((height + tilt)) $((height + tilt / 2)) $((height - tilt)) $((height - tilt / 2))"
        cat <<EOF
    - name: image-$colour-$tile
      run: |
        awk -v pixels=480 -v east=$(((c - 2) * 17))e-2 -v north=$(((r - 2) * 17))e-2 -v turned=$turned -f header.awk > $colour-$tile.hdr
        mMakeImg -n 1 -b $corners -t stars.tbl $colour 2.5 EQUJ 2000 1 flux gaussian \\
          -t clouds.tbl $colour 22 EQUJ 2000 1 flux gaussian $colour-$tile.hdr $colour-$tile-wide.fits
        mSubimage -p $colour-$tile-wide.fits $colour-$tile.fits 46 46 390 390 # a cloud whose middle is outside was left out
      dependsOn: [sky]
    - name: mproject-$colour-$tile
      run: mkdir -p projected-$colour && mProjectPP $colour-$tile.fits projected-$colour/$tile.fits region.hdr
      dependsOn: [image-$colour-$tile]
EOF
    done
    fits='' backgrounds=''
    for tile in $tiles; do
        for other in $(near "${tile%?}" "${tile#?}"); do
            fits="$fits, mdifffit-$colour-$tile-$other"
            cat <<EOF
    - name: mdifffit-$colour-$tile-$other
      run: |
        mDiff projected-$colour/$tile.fits projected-$colour/$other.fits $colour-$tile-$other.fits region.hdr
        mFitplane $colour-$tile-$other.fits > $colour.$tile+$other.fit
      dependsOn: [mproject-$colour-$tile, mproject-$colour-$other]
EOF
        done
    done
    cat <<EOF
    - name: mconcatfit-$colour
      run: |
        mImgtbl projected-$colour $colour.tbl
        awk -v tbl=$colour.tbl -f fits.awk $colour.tbl $colour.*.fit > $colour-fits.tbl
      dependsOn: [${fits#, }]
    - name: mbgmodel-$colour
      run: mBgModel $colour.tbl $colour-fits.tbl $colour-corrections.tbl
      dependsOn: [mconcatfit-$colour]
EOF
    for tile in $tiles; do
        backgrounds="$backgrounds, mbackground-$colour-$tile"
        cat <<EOF
    - name: mbackground-$colour-$tile
      run: |
        mkdir -p corrected-$colour && cd projected-$colour
        mBackground -t $tile.fits ../corrected-$colour/$tile.fits ../$colour.tbl ../$colour-corrections.tbl
      dependsOn: [mbgmodel-$colour]
EOF
    done
    cat <<EOF
    - name: madd-$colour
      run: |
        mImgtbl corrected-$colour $colour-corrected.tbl
        mAdd -e -p corrected-$colour $colour-corrected.tbl region.hdr mosaic-$colour.fits
      dependsOn: [${backgrounds#, }]
EOF
done
cat <<'EOF'
    - name: mviewer
      run: |
        mViewer -red mosaic-red.fits 55% 99.95% 1 -green mosaic-green.fits 55% 99.95% 1 \
          -blue mosaic-blue.fits 55% 99.95% 1 -out mosaic.png
      dependsOn: [madd-red, madd-green, madd-blue]
EOF
