import { serve, type Endpoint } from '../rpc.ts';
import { exportApi } from './api.ts';

// `self` is typed as a window, whose messages need an origin; in this file it is a worker.
serve(exportApi, self as unknown as Endpoint);
