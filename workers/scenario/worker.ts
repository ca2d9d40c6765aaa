import { serve, type Endpoint } from '../rpc.ts';
import { createScenarioApi } from './api.ts';
import { fetchPackFile } from './fetch-pack-file.ts';

// `self` is typed as a window, whose messages need an origin; in this file it is a worker.
serve(createScenarioApi(fetchPackFile), self as unknown as Endpoint);
