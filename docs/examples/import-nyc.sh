#!/bin/sh
# New York from open data: buildings, roads, addresses, subway, service requests, collisions, taxis.
# Usage: docs/examples/import-nyc.sh FOLDER [more options of `cityloop import`]
# FOLDER holds the files named below; 1 GB of memory and a minute or two are enough.
set -eu
data=${1:?usage: import-nyc.sh FOLDER [options]}
shift
exec npm run -s cityloop -- import --id nyc \
	--name-zh "纽约·曼哈顿" --name-en "New York · Manhattan" \
	--timezone America/New_York \
	--buildings "$data/osm-buildings.geojsonl.gz" \
	--roads "$data/osm-roads.geojsonl.gz" \
	--addresses "$data/osm-addresses.csv.gz" \
	--land "$data/boroughs.geojson.gz" \
	--green "$data/community_districts.geojson.gz?BoroCD=164,226,227,228,355,481,482,484,595" \
	--areas "boroughs=$data/boroughs.geojson.gz" --areas-name boroughs=BoroName \
	--areas "community_districts=$data/community_districts.geojson.gz" --areas-name community_districts=BoroCD \
	--gtfs "subway=$data/mta-subway-gtfs-20260923.zip" \
	--gtfs-rt "subway=$data/gtfsrt-a_division.pb" \
	--gtfs-rt "subway=$data/gtfsrt-b_division.pb" \
	--gtfs-rt "subway=$data/gtfsrt-2_delay.pb" \
	--points "requests=$data/nyc-311-2015-12.csv.gz" \
	--points-map 'requests:time=created_date,category=complaint_type,status=status,id=unique_key,format="MM/dd/yyyy hh:mm:ss a"' \
	--points "collisions=$data/collisions-2020-09.csv" \
	--points-map 'collisions:time=date+time,lng=lng,lat=lat,delimiter=;' \
	--points "pois=$data/deckgl-pois.json.gz" \
	--trips "taxi=$data/deckgl-taxi-trips-v7.json.gz" \
	--attribution "buildings=© OpenStreetMap contributors (ODbL)" \
	--attribution "roads=© OpenStreetMap contributors (ODbL)" \
	--attribution "pois=© OpenStreetMap contributors (ODbL)" \
	--attribution "requests=NYC Open Data" \
	--attribution "collisions=NYC Open Data" \
	--attribution "boroughs=NYC Open Data" \
	--attribution "community_districts=NYC Open Data" \
	--attribution "subway=MTA New York City Transit" \
	--attribution "taxi=NYC TLC" \
	"$@"
