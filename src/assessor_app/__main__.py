"""`python -m assessor_app` is `assessor-app`."""

from assessor_app.cli.main import main

if __name__ == "__main__":
    main()
