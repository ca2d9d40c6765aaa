import { expect, test } from 'vitest';
import { endColumns } from './ends.ts';

const numbers = (...names: string[]) => names.map((name) => ({ name, kind: 'number' as const }));

test('columns that say an end make rows journeys', () => {
	expect(endColumns(numbers('from_lng', 'from_lat', 'to_lng', 'to_lat'))).toEqual({
		from: ['from_lng', 'from_lat'],
		to: ['to_lng', 'to_lat']
	});
	expect(
		endColumns(numbers('pickup_longitude', 'pickup_latitude', 'dropoff_longitude', 'dropoff_latitude'))
	).toEqual({
		from: ['pickup_longitude', 'pickup_latitude'],
		to: ['dropoff_longitude', 'dropoff_latitude']
	});
	expect(endColumns(numbers('Lon_Destination', 'Lat_Destination'))).toEqual({
		from: ['lng', 'lat'],
		to: ['Lon_Destination', 'Lat_Destination']
	});
	expect(endColumns(numbers('injured', 'to_lat'))).toBeUndefined();
});
